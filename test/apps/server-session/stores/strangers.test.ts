import t from 'tap'
import {
  MOST_RETURNING,
  MOST_SEEN_ONCE,
  Strangers,
} from '../../../../apps/server-session/stores/strangers.ts'

/** Admits visitors who come for the first time. @returns the keys that went for them */
function crowd(strangers: Strangers, many: number, visits = 1): string[] {
  const keys = Array.from({ length: many }, (_, i) => `${visits}-${i}`)
  return keys.flatMap((key) => strangers.admit(key, visits) ?? [])
}

t.test('a room holds as many as it has places', async (t) => {
  t.strictSame(crowd(new Strangers(), MOST_SEEN_ONCE), [])
  t.strictSame(crowd(new Strangers(), MOST_RETURNING, 2), [])
})

t.test('who was heard of longest ago goes first, one for each that comes', async (t) => {
  const strangers = new Strangers()
  t.strictSame(crowd(strangers, MOST_SEEN_ONCE + 3), ['1-0', '1-1', '1-2'])
  strangers.admit('1-3', 1) // heard of again
  t.equal(strangers.admit('new', 1), '1-4')
})

t.test('who came once never pushes out who came back', async (t) => {
  const strangers = new Strangers()
  strangers.admit('regular', 1)
  t.equal(strangers.admit('regular', 2), undefined)
  t.notOk(crowd(strangers, 3 * MOST_SEEN_ONCE).includes('regular'))
  t.strictSame(crowd(strangers, MOST_RETURNING, 2), ['regular'], 'only who came back does')
})

t.test('who came back leaves a place in the first room', async (t) => {
  const strangers = new Strangers()
  crowd(strangers, MOST_SEEN_ONCE)
  strangers.admit('1-7', 2)
  t.equal(strangers.admit('takes the place', 1), undefined)
  t.equal(strangers.admit('one too many', 1), '1-0')
})

t.test('who is gone has left a place, and is never named to go', async (t) => {
  const strangers = new Strangers()
  crowd(strangers, MOST_SEEN_ONCE)
  strangers.gone('1-0')
  strangers.gone('never there')
  t.equal(strangers.admit('takes the place', 1), undefined)
  t.equal(strangers.admit('one too many', 1), '1-1')
})
