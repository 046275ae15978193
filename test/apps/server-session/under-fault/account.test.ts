/** The judge of the load finds what it looks for. */
import t from 'tap'
import { Account } from './account.ts'
import { Outages, recoveryMs } from './outages.ts'

t.test('what was acknowledged must be there', (t) => {
  const account = new Account()
  t.equal(account.acknowledged('count', { visits: 1 }), undefined)
  t.equal(account.acknowledged('me', { visits: 1 }), undefined)
  t.match(account.acknowledged('me', { visits: 0 }), /0 visits, not 1/, 'a write was lost')
  t.match(account.acknowledged('count', { visits: 3 }), /3 visits, not 1/, 'one too many')
  t.equal(account.acknowledged('write', { text: 'text 1' }), undefined)
  t.match(account.acknowledged('notes', { text: '' }), /"", not "text 1"/)
  t.end()
})

t.test('what was not may be there or not, until it is seen', (t) => {
  for (const visits of [1, 2]) {
    const account = new Account()
    account.acknowledged('count', { visits: 1 })
    account.unknown('count', '')
    t.equal(account.acknowledged('me', { visits }), undefined, `${visits}`)
    t.match(account.acknowledged('me', { visits: 3 - visits }), /not/, 'then it is settled')
  }
  const account = new Account()
  account.unknown('write', 'a')
  account.unknown('write', 'b')
  t.match(account.acknowledged('notes', { text: 'c' }), /"c", not "" or "a" or "b"/)
  t.end()
})

t.test('what a master alone has shown may be gone when its replica takes over', (t) => {
  const account = new Account()
  account.unknown('write', 'a')
  t.equal(account.acknowledged('notes', { text: 'a' }, true), undefined)
  t.equal(account.acknowledged('notes', { text: '' }, true), undefined, 'it was not acknowledged')
  t.equal(account.acknowledged('write', { text: 'b' }, true), undefined)
  t.match(account.acknowledged('notes', { text: '' }, true), /"", not "b"/, 'but this was')
  t.end()
})

t.test('after a sign-out that was acknowledged nothing is answered', (t) => {
  const account = new Account()
  account.signedIn = false
  t.match(account.acknowledged('me', { visits: 0 }), /after a sign-out/)
  t.end()
})

t.test('a failure needs an outage that explains it', (t) => {
  const outages = new Outages()
  const now = performance.now()
  t.equal(outages.explains('read', now, now + 1), false)
  const outage = outages.begin('the engine stopped', 'store')
  t.equal(outages.explains('read', performance.now(), performance.now()), true)
  t.equal(outages.explains('connection', performance.now(), performance.now()), false)
  outages.end(outage)
  const late = outage.ended + 3000
  t.equal(outages.explains('read', late - 1, late), true)
  t.equal(recoveryMs(outage), 3000)
  outages.settle(outage)
  const after = outage.settled + 1
  t.equal(outages.explains('read', after, after), false, 'when everyone has been served again')
  t.equal(outage.failures, 2)
  t.end()
})

t.test('a failure is of the outage that began last, not of one that may still explain it', (t) => {
  const outages = new Outages()
  const first = outages.begin('the engine frozen', 'store')
  outages.end(first)
  const second = outages.begin('the engine stopped', 'store')
  t.equal(outages.explains('read', performance.now(), performance.now()), true)
  t.strictSame([first.failures, second.failures], [0, 1])
  t.equal(recoveryMs(first), 0)
  t.end()
})

t.test('where only writes may fail, a read that fails is told', (t) => {
  const outages = new Outages()
  const outage = outages.begin('the folder read-only', 'writes')
  const now = performance.now()
  t.equal(outages.explains('read', now, now), false)
  t.equal(outages.explains('write', now, now), true)
  outages.answered(false, now)
  outages.answered(true, outage.began - 1)
  t.strictSame(outage.answered, { reads: 1, writes: 0 })
  outages.end(outage)
  outages.answered(true, now)
  t.strictSame(outage.answered, { reads: 1, writes: 0 }, 'after its end none counts')
  t.end()
})
