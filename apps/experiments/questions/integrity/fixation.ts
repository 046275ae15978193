/** Integrity: credentials that were altered, or planted in somebody's browser. */
import { cookieHeader } from '../../../../shared/conformance/help/cookies.ts'
import { type Experiment, experiment } from '../../experiment.ts'

export const integrityPlantedExperiments: readonly Experiment[] = [
  experiment({
    id: 'integrity.tampering',
    question: 'Does a changed byte of the credential go unnoticed?',
    claim: {
      text: 'Signed means that it can be read, and not be changed.',
      by: 'cookie-session README; RFC 7519 11',
    },
    references: ['ASVS 9.1.1', 'contract rule 5'],
    steps: [
      'The owner signs in.',
      'One character in the middle of the first cookie becomes another.',
      'Who is it?',
    ],
    verdicts: { refused: 'nobody', unnoticed: 'the owner' },
    control: { changed: 'No character is changed.', verdict: 'unnoticed' },
    expected: {
      client: ['refused', 'The signature covers every byte.'],
      server: ['refused', 'A changed id leads nowhere.'],
    },
    advice: 'Nothing to do: on this the styles are alike.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const [first, ...others] = owner.cookies()
      const value = first?.value ?? ''
      const middle = Math.floor(value.length / 2)
      const other = value[middle] === 'A' ? 'B' : 'A'
      const changed = value.slice(0, middle) + other + value.slice(middle + 1)
      const pairs = [{ name: first?.name ?? '', value: control ? value : changed }, ...others]
      const header = cookieHeader(pairs)
      const me = await owner.get('/me', { cookies: { header } })
      world.shows(me, me.status === 200 ? 'It is the owner.' : 'It is nobody.')
      return { verdict: me.status === 200 ? 'unnoticed' : 'refused' }
    },
  }),
  experiment({
    id: 'integrity.fixation',
    question: 'Does a credential that was planted before the sign-in become a signed-in one?',
    claim: {
      text: 'Session fixation is what ids are prone to.',
      by: 'RFC 6265bis 8.4; Copenhagen Book',
    },
    references: ['ASVS 7.2.4', 'RFC 6265bis 8.4', 'contract rule 4'],
    steps: [
      'An attacker visits and plants those cookies in the victim’s browser.',
      'The victim signs in.',
      'The attacker asks, with the cookies of before, who it is.',
    ],
    verdicts: { 'stays-a-stranger': 'nobody', 'is-the-victim': 'the victim' },
    control: {
      changed: 'The attacker copies the cookies after the sign-in.',
      verdict: 'is-the-victim',
    },
    expected: {
      client: ['stays-a-stranger', 'The sign-in is in the new cookie alone.'],
      server: [
        'stays-a-stranger',
        'The id is made anew; without that one line it would be the victim.',
      ],
    },
    advice: 'With ids: renew at each sign-in. It is the one attack that only ids are prone to.',
    async run(world, { control }) {
      const attacker = world.visitor('attacker')
      world.shows(await attacker.get('/'), 'The attacker visits.')
      const victim = attacker.copy('victim')
      world.shows(
        await victim.signIn(await world.user()),
        'The victim signs in, with these cookies.',
      )
      const me = await (control ? victim.copy('attacker') : attacker).get('/me')
      world.shows(me, me.status === 200 ? 'It is the victim.' : 'It is nobody.')
      return { verdict: me.status === 200 ? 'is-the-victim' : 'stays-a-stranger' }
    },
  }),
  experiment({
    id: 'integrity.planted-state',
    question: 'Does state that an attacker planted go over into the sign-in of the victim?',
    claim: { text: 'Without ids there is no fixation.', by: 'common, for JWT' },
    references: ['RFC 6265bis 8.4', 'contract rule 4'],
    steps: [
      'An attacker visits five times and plants the cookies in the victim’s browser.',
      'The victim signs in, and asks for the count of visits.',
    ],
    verdicts: { 'carried-over': 'the visits of the attacker are counted', own: 'they are not' },
    control: { changed: 'Nothing is planted.', verdict: 'own' },
    expected: {
      client: ['carried-over', 'A valid cookie is valid in any browser.'],
      server: ['carried-over', 'The count goes on under the new id.'],
    },
    surprise:
      'Fixation of data needs no id: all three carry an anonymous count over to the sign-in, as the contract has it, and with it whatever an attacker put there.',
    advice:
      'Carry over what may come from anybody: a count or a basket, never a role, an address to go on to, or a token against forgery.',
    async run(world, { control }) {
      const attacker = world.visitor('attacker')
      for (let visit = 0; visit < 5; visit += 1) await attacker.get('/')
      const victim = control ? world.visitor('victim') : attacker.copy('victim')
      world.shows(await victim.signIn(await world.user()), 'The victim signs in.')
      const me = await victim.get('/me')
      const visits = Number(me.member('visits'))
      world.shows(me, `${visits} visits are counted.`)
      return { verdict: visits >= 5 ? 'carried-over' : 'own', figures: { visits } }
    },
  }),
  experiment({
    id: 'integrity.tossed-cookie',
    question: 'Does a bad cookie of the same name, put in front, sign the victim out?',
    claim: {
      text: 'A subdomain can toss cookies: the first of a name wins.',
      by: 'CVE-2021-29624; fastify cookie and cookies, which take the first',
    },
    references: ['RFC 6265bis 4.2.2', 'contract rule 9'],
    steps: [
      'The owner signs in.',
      'Cookies of the same names, with nonsense in them, stand in front of the own ones.',
      'Who is it?',
    ],
    verdicts: { 'stays-in': 'the owner', out: 'nobody' },
    control: { changed: 'There is only the nonsense.', verdict: 'out' },
    expected: {
      client: ['stays-in', 'Every cookie of the name is tried; the first that verifies counts.'],
      server: ['stays-in', 'Every cookie of the name is tried; the first that verifies counts.'],
    },
    surprise:
      'All three libraries would take the first of a name and sign the victim out. A repair of some twenty lines for each makes them alike.',
    advice: 'A __Host- name keeps subdomains out; take the first that verifies, not the first.',
    async run(world, { control }) {
      const owner = await world.signedIn('owner')
      const own = owner.cookies().map(({ name, value }) => `${name}=${value}`)
      const tossed = owner.cookies().map(({ name }) => `${name}=nonsense`)
      const header = [...tossed, ...(control ? [] : own)].join('; ')
      const me = await owner.get('/me', { cookies: { header } })
      world.shows(me, me.status === 200 ? 'It is the owner.' : 'It is nobody.')
      return { verdict: me.status === 200 ? 'stays-in' : 'out' }
    },
  }),
]
