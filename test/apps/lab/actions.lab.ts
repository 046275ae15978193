/** Every action, pressed in a real browser, and what each column then shows. */
import type { Page } from 'playwright-core'
import t from 'tap'
import { ACTIONS } from '../../../apps/lab/play/actions.ts'
import { openLab } from './open-lab.ts'

type Three<Each> = readonly [jwt: Each, cookieSession: Each, serverSession: Each]

interface Played {
  readonly press: string
  readonly who?: 'the thief' | 'you'
  readonly outcomes: Three<string>
  /** A part of the sentence, in each column. */
  readonly sentences: Three<RegExp>
}

const all = <Each>(each: Each): Three<Each> => [each, each, each]
const ALICE = 'signed in as alice (member)'
const BOB = 'signed in as bob (admin)'
const NOBODY = 'not signed in'
const DONE = 'done'

const played = (
  press: string,
  outcomes: Three<string> | string,
  sentences: Three<RegExp> | RegExp,
  who?: Played['who'],
): Played => ({
  press,
  outcomes: typeof outcomes === 'string' ? all(outcomes) : outcomes,
  sentences: sentences instanceof RegExp ? all(sentences) : sentences,
  ...(who && { who }),
})

const NEW_COOKIE = /went into a new cookie; the server kept nothing/
const SAME_COOKIE = /Only the store changed: the cookie is the same as before/
const BELIEVED = /believes what it was brought, and looked nothing up/
const FOUND = /looked the id up in its store.* and found who it is there/
const NOT_FOUND = /nothing under it in the store any more/
const FORGED = /signature does not fit what came with it/
const NO_STORE = /There is no store apart from the server/

/** In memory, without a remedy. */
const PLAY: readonly Played[] = [
  played('Visit', NOBODY, [
    /counted in a new cookie/,
    /counted in a new cookie/,
    /gets a new id; the state stays on the server. The store has one entry more/,
  ]),
  played('Visit', NOBODY, [/the server knows the visitor/, /knows the visitor/, SAME_COOKIE]),
  played('Sign in as bob', BOB, /^The name and the password fit. bob is signed in/),
  played('Sign in as alice', ALICE, /alice is signed in/),
  played('Who am I?', ALICE, [BELIEVED, BELIEVED, FOUND]),
  played('Write a note', DONE, [NEW_COOKIE, NEW_COOKIE, /Only the store changed/]),
  played('Write 1 KB', DONE, [NEW_COOKIE, NEW_COOKIE, SAME_COOKIE]),
  played('Write too much', 'refused: 413', [
    /does not fit into a cookie/,
    /does not fit into a cookie/,
    /more than the server keeps for one visitor/,
  ]),
  played('Steal it', ALICE, [BELIEVED, BELIEVED, FOUND]),
  played('Put an older cookie back', ALICE, /^The browser holds what it held after 6\. /),
  played(
    'Ask the other instance',
    [ALICE, ALICE, NOBODY],
    [
      BELIEVED,
      BELIEVED,
      /this instance has nothing under it: the state is in the memory of the other one/,
    ],
  ),
  played('Ask the other instance', [ALICE, ALICE, ALICE], [BELIEVED, BELIEVED, FOUND]),
  played('Make alice an admin', DONE, /alice is an admin now\. Nobody told the server/),
  played('Who am I?', ALICE, [BELIEVED, BELIEVED, FOUND]),
  played('Disable alice', DONE, /alice is disabled now/),
  played('Who am I?', ALICE, [BELIEVED, BELIEVED, FOUND]),
  played('Sign in as alice', 'refused: 401', /nothing changed|do not belong together/),
  played('Enable alice', DONE, /alice is as she was/),
  played("Reset alice's password", DONE, /another password/),
  played('Who am I?', ALICE, [BELIEVED, BELIEVED, FOUND]),
  played('Sign out', DONE, [/and that is all/, /and that is all/, /gone from the store/]),
  played('Who am I?', [ALICE, ALICE, NOBODY], [BELIEVED, BELIEVED, NOT_FOUND], 'the thief'),
  played('Who am I?', NOBODY, /No credential came with it/, 'you'),
  played('Stop the store', DONE, NO_STORE),
  played('Start the store', DONE, NO_STORE),
  played('Sign in as bob', BOB, /^The name and the password fit. bob is signed in/),
  played('Rotate the secret', DONE, /what the old one signed still holds/),
  played(
    'Who am I?',
    [BOB, BOB, NOBODY],
    [/by the older secret/, /by the older secret/, NOT_FOUND],
  ),
  played('Replace the secret', DONE, /no signature of before holds/),
  played('Who am I?', NOBODY, FORGED),
  played('Sign in as bob', BOB, /^The name and the password fit. bob is signed in/),
  played('Change a byte', NOBODY, FORGED),
  played('Sign in as bob', BOB, /^The name and the password fit. bob is signed in/),
  played('Let the idle time pass', DONE, /Half an hour went by/),
  played('Who am I?', NOBODY, /its time is over/),
  played('Sign in as bob', BOB, /^The name and the password fit. bob is signed in/),
  played('Restart the server', DONE, /what was in its memory is gone/),
  played('Who am I?', [BOB, BOB, NOBODY], [BELIEVED, BELIEVED, NOT_FOUND]),
  played('Kill the server', 'no server', /was killed/),
  played('Visit', 'no server', /No answer: .* ended by itself by SIGKILL/),
]

async function press(page: Page, { press, who }: Played, step: number): Promise<void> {
  if (who !== undefined) await page.getByLabel(who, { exact: true }).check()
  await page.getByRole('button', { name: press, exact: true }).click()
  await page.getByText(`Action ${step} of ${step}`).waitFor()
}

const outcomes = (page: Page) => page.locator('.column .outcome').allTextContents()
const sentences = (page: Page) => page.locator('.column .sentence').allTextContents()

t.test('every button, and what each column then shows', async (t) => {
  const found = await openLab(t)
  if (found === undefined) return
  const { page } = found
  for (const [index, each] of PLAY.entries()) {
    await press(page, each, index + 1)
    t.strictSame(await outcomes(page), each.outcomes, `${index + 1}: ${each.press}`)
    t.match(await sentences(page), each.sentences, `${index + 1}: why`)
  }
  const dead = page.locator('.column.jwt .dead')
  t.match(await dead.textContent(), /This server is dead.*Its last words: *jwt ended by itself/)
  await dead.getByRole('button', { name: 'Start it again' }).click()
  await dead.waitFor({ state: 'detached' })
  t.match((await sentences(page))[0], /was started again/)
  t.match((await outcomes(page)).slice(1), ['no server', 'no server'])

  const pressed = new Set(PLAY.map(({ press }) => press))
  const elsewhere = ['edit', 'start-again'] // at a column: above, and below
  for (const [id, { label }] of Object.entries(ACTIONS))
    if (!elsewhere.includes(id)) t.ok(pressed.has(label), `${label} was pressed`)
})

t.test('a cookie that is edited by hand is that column’s alone', async (t) => {
  const found = await openLab(t)
  if (found === undefined) return
  const { page } = found
  await press(page, played('Sign in as alice', ALICE, /alice/), 1)
  const column = page.locator('.column.cookie-session')
  await column.locator('.edit summary').first().click()
  const field = column.getByLabel('The state, as you want it')
  const state = JSON.parse(await field.inputValue()) as { signIn: object }
  t.match(state, { signIn: { username: 'alice', role: 'member' } }, 'it can be read')
  await field.fill(JSON.stringify({ ...state, signIn: { ...state.signIn, role: 'admin' } }))
  await column.getByRole('button', { name: /Put it there/ }).click()
  await page.getByText('Action 2 of 2').waitFor()
  t.match(await sentences(page), ['Nothing was edited here.', FORGED, 'Nothing was edited here.'])
  t.match(await column.locator('.checked').textContent(), /With the key: The signature does not/)
  await column.locator('.decoded summary').first().click()
  t.match(await column.locator('.decoded').first().textContent(), /"role": "admin"/)
})

t.test('the same button says something else with a remedy, or with another store', async (t) => {
  const found = await openLab(t)
  if (found === undefined) return
  const { page } = found
  await page.getByLabel('Remedy').selectOption('denylist')
  await page.locator('.settings select:not([disabled])').first().waitFor()
  await press(page, played('Sign in as alice', ALICE, /alice/), 1)
  await press(page, played('Steal it', ALICE, /x/), 2)
  await press(page, played('Sign out', DONE, /x/), 3)
  t.match(await sentences(page), [/on its list/, /on its list/, /gone from the store/])
  await press(page, { ...played('Who am I?', NOBODY, /x/), who: 'the thief' }, 4)
  t.match(await sentences(page), [/this sign-in has ended/, /this sign-in has ended/, NOT_FOUND])

  await page.getByLabel('Remedy').selectOption('none')
  await page.getByText('Action 4 of 4').waitFor()
  await page.getByLabel('The server session keeps its states').selectOption('redis')
  await page.locator('.settings select:not([disabled])').first().waitFor()
  await page.getByLabel('you', { exact: true }).check()
  await press(page, played('Sign in as alice', ALICE, /alice/), 5)
  t.match(await page.locator('.column.server-session').textContent(), /in its store \(redis\)/)
  await press(page, played('Stop the store', DONE, /x/), 6)
  t.match(await sentences(page), [NO_STORE, NO_STORE, /The store is stopped/])
  await press(page, played('Who am I?', ALICE, /x/), 7)
  t.strictSame(await outcomes(page), [ALICE, ALICE, 'does not know: 503'])
  t.match((await sentences(page))[2], /instead of guessing who you are/)
  await press(page, played('Start the store', DONE, /x/), 8)
  await press(page, played('Who am I?', ALICE, /x/), 9)
  t.strictSame(await outcomes(page), [ALICE, ALICE, ALICE])
})
