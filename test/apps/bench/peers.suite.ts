/** Each peer does the work that it is measured by, and passes the core profile, or it is known what it fails. */
import t from 'tap'
import { judge } from '../../../apps/bench/judged.ts'
import { Standing } from '../../../apps/bench/standing.ts'
import { SUBJECTS } from '../../../apps/bench/subjects.ts'

/** As their documentation has them; who is tuned fails nothing. */
const FAILS: Record<string, string[]> = {
  'express-session.documented': ['core.sign-out.clears-cookie'],
}
const SIGN_INS = 20

t.test('every peer', async (t) => {
  t.jobs = 2
  for (const subject of SUBJECTS.filter(({ kind }) => kind === 'peer')) {
    t.test(subject.id, async (t) => {
      const { url, process } = await subject.start(t, '')
      const standing = new Standing(subject, url, process.pid as number)
      await standing.signIn(SIGN_INS)
      const { requests } = await standing.read('me', 50)
      t.ok(requests > 0, `${requests} answered, each with its visitor's name`)
      if (subject.visits) t.ok((await standing.read('visit', 50)).requests > 0, 'GET / too')
      const { signOut } = await standing.signInAndOut(SIGN_INS)
      t.equal(signOut.requests, SIGN_INS)
      const cookies = subject.credential ?? standing.cookieNames()
      const { fails } = await judge(subject, url, cookies)
      t.strictSame(fails, FAILS[subject.id] ?? [], 'what it fails of the core profile')
    })
  }
})
