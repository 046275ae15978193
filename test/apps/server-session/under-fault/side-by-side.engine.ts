/** A deploy: instances with the old and with the new secrets answer the same visitor in turn. */
import t from 'tap'
import { ALICE } from '../../../../apps/inject-app.ts'
import { startRedis } from '../../../../shared/processes/backends/redis.ts'
import { startServer, temporaryDirectory } from '../../../../shared/processes/start-server.ts'
import { STYLES } from '../../../../shared/styles.ts'
import { Visitor } from '../../../../shared/visitor/visitor.ts'

const OLD = 'an-old-secret-of-more-than-32-bytes!'
const NEW = 'a-new-secret-of-more-than-32-bytes!!'
const TURNS = 20
/** What stands side by side in each step. */
const STEPS = [
  [OLD, `${OLD},${NEW}`],
  [`${OLD},${NEW}`, `${NEW},${OLD}`],
  [`${NEW},${OLD}`, NEW],
] as const

t.test('first every instance learns the new secret, then every one signs with it', async (t) => {
  const redis = await startRedis(t)
  if (redis === undefined) return
  for (const style of STYLES) {
    const DATA_DIR = temporaryDirectory(t)
    const start = async (SECRETS: string) => {
      const settings = { DATA_DIR, SECRETS, STORE: `redis://127.0.0.1:${redis.port}` }
      return new URL((await startServer(t, style, settings)).url)
    }
    for (const [one, other] of STEPS) {
      const instances = [await start(one), await start(other)] as const
      let visitor = new Visitor({ origin: instances[0] })
      t.equal((await visitor.signIn(ALICE)).status, 200)
      for (let visits = 1; visits <= TURNS; visits += 1) {
        const { jar } = visitor // cookies do not know the port
        visitor = new Visitor({ origin: instances[visits % 2 === 0 ? 0 : 1] })
        visitor.jar = jar
        const answer = await visitor.get('/')
        t.match(answer.json(), { visits, user: { username: 'alice' } }, `${style}, visit ${visits}`)
      }
    }
  }
})
