/** Integrity: a count of what a visitor does, and the visitor’s ways around it. */
import { type Experiment, experiment, type Outcome } from '../../experiment.ts'
import type { World } from '../../world.ts'

const COUNTS = {
  'from-zero': 'the count begins anew',
  'set-back': 'the count goes on from the copy',
  'goes-on': 'this is the fourth visit',
}

/** Counts three visits and then one more, with the cookies as they are, none, or those of the first visit. */
async function recount(
  world: World,
  cookies: 'kept' | 'none' | 'older',
): Promise<Outcome<keyof typeof COUNTS>> {
  const guesser = world.visitor('guesser')
  world.shows(await guesser.get('/'), 'The first visit.')
  const older = guesser.copy('guesser with the older cookies')
  world.shows(await guesser.get('/'), 'The second.')
  world.shows(await guesser.get('/'), 'The third.')
  const who = { kept: guesser, none: world.visitor('guesser without cookies'), older }[cookies]
  const again = await who.get('/')
  const visits = Number(again.member('visits'))
  world.shows(again, `The count says ${visits}.`)
  if (visits === 1) return { verdict: 'from-zero' }
  return { verdict: visits === 4 ? 'goes-on' : 'set-back' }
}

export const integrityCountingExperiments: readonly Experiment[] = [
  experiment({
    id: 'integrity.count-by-no-cookie',
    question: 'Can who is being counted begin at zero again by throwing the cookies away?',
    claim: {
      text: 'Attempts can be counted in the session.',
      by: 'tutorials on sign-in limits; captcha middlewares',
    },
    references: ['ASVS 6.3.1', 'contract rule 8'],
    steps: [
      'A guesser makes three visits, which are counted.',
      'The guesser throws the cookies away, and comes again.',
    ],
    verdicts: COUNTS,
    control: { changed: 'The cookies are kept.', verdict: 'goes-on' },
    expected: {
      client: ['from-zero', 'Without the cookie there is nothing that counts.'],
      server: ['from-zero', 'The count is on the server, but nothing leads to it.'],
    },
    surprise:
      'A session on the server is no better here than a cookie: whoever is to be held back chooses whether to bring the id.',
    advice: 'Count by account and address, in a store of its own, as rule 8 does for sign-ins.',
    run: (world, { control }) => recount(world, control ? 'kept' : 'none'),
  }),
  experiment({
    id: 'integrity.count-by-older-cookie',
    question: 'Can who is being counted set the count back with an older cookie?',
    claim: {
      text: 'A one-time value or a count is only once where the server keeps it.',
      by: 'Rails security guide, replay attacks for CookieStore',
    },
    references: ['ASVS 6.3.1', 'RFC 6265bis 8.3'],
    steps: [
      'A guesser makes a visit and keeps a copy of the cookies.',
      'Two more visits are counted.',
      'The guesser comes again, with the copy.',
    ],
    verdicts: COUNTS,
    control: { changed: 'The newest cookies are sent.', verdict: 'goes-on' },
    expected: {
      client: ['set-back', 'The count is in the cookie, and the older one is still good.'],
      server: ['goes-on', 'Both cookies are one id, and there is one count under it.'],
      'jwt-denylist': ['set-back', 'The list knows sign-ins, and this visitor has none.'],
      'cookie-session-denylist': [
        'set-back',
        'The list knows sign-ins, and this visitor has none.',
      ],
      'cookie-session-encrypted': ['set-back', 'What can not be read can be put back.'],
    },
    advice: 'What may happen only so many times is counted on the server.',
    run: (world, { control }) => recount(world, control ? 'kept' : 'older'),
  }),
]
