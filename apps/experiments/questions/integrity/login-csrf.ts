/** Integrity: a sign-in of somebody else's, planted in the visitor's browser. */
import { type Experiment, experiment } from '../../experiment.ts'

export const integrityPlantedSignInExperiments: readonly Experiment[] = [
  experiment({
    id: 'integrity.planted-sign-in',
    question:
      'Who can read a note that is written in a browser where somebody has planted a sign-in of theirs?',
    claim: {
      text: 'Who is signed in as the attacker, unnoticed, hands over what is entered.',
      by: 'OWASP CSRF sheet, login CSRF; Barth, Jackson and Mitchell, "Robust Defenses for CSRF"',
    },
    references: ['OWASP CSRF Prevention: login forms', 'RFC 6265bis 8.6'],
    steps: [
      'The planter signs in, and plants a copy of the cookies in the browser of the victim.',
      'The victim writes a note there.',
      'The planter reads the notes, with cookies of its own.',
    ],
    verdicts: {
      planter: 'the planter reads it',
      'victim-alone': 'it stays in the victim’s browser',
    },
    control: {
      changed: 'The victim signs in as itself, before it writes.',
      verdict: 'victim-alone',
    },
    expected: {
      client: ['victim-alone', 'The note goes into the cookie that is answered to the victim.'],
      server: ['planter', 'Both ids are one: what is written under it, either reads.'],
    },
    surprise:
      'By the claim every style hands the note over. Where the state is the cookie, each browser writes into its own; the weakness that lets an old state come back keeps this one in. Data in a database would be the planter’s in every style.',
    advice: 'Show who is signed in on every page that takes something in.',
    async run(world, { control }) {
      const planter = await world.signedIn('planter')
      const victim = planter.copy('victim')
      if (control) {
        world.shows(await victim.signIn(await world.user()), 'The victim signs in as itself.')
      }
      const written = await victim.put('/notes/card', { json: { text: 'card 4111' } })
      world.given(written.status === 204, `note, as it was answered ${written.status}`)
      world.shows(written, 'The victim writes a note.')
      const notes = await planter.get('/notes')
      const isRead = notes.body.includes('card 4111')
      world.shows(notes, isRead ? 'The planter reads the note.' : 'It is not among them.')
      return { verdict: isRead ? 'planter' : 'victim-alone' }
    },
  }),
]
