/** Stores that fail open, slowly, or for good. In each of these the suite takes the store away. */
import type { Fault } from '../../fault.ts'

const GUARDED = 'apps/server-session/stores/guarded-store.ts'
const FILE = 'apps/server-session/stores/file.ts'
const GET = 'const state = await this.#store.get(key)'
const RETHROWN = 'throw error instanceof Problem ? error : storeUnavailable(error)'

export const healthFaults: readonly Fault[] = [
  {
    id: 'health.store-failure-is-absence',
    title: 'A store that fails to answer is taken for one that knows no such session.',
    server: 'server-session',
    fileStore: true,
    patches: [{ file: GUARDED, find: GET, put: `${GET}.catch(() => undefined)` }],
    caughtBy: 'health.fails-closed-without-store',
    message: /GET \/me without the store/,
    code: 'const session = await redis.get(id).catch(() => null)',
    attack:
      'Ten seconds without the store, and everybody is signed out, or has a new session written over the old one.',
    vainFix: 'A retry: it makes the ten seconds eleven.',
    fix: 'An error is an error: 503 with Retry-After, and nothing changed.',
    references: ['ASVS 16.5.3', 'contract rule 12'],
  },
  {
    id: 'health.store-answers-from-memory',
    title: 'While the store fails, sessions are answered from the memory of the process.',
    server: 'server-session',
    fileStore: true,
    patches: [
      {
        file: GUARDED,
        find: GET,
        put: `const state = await this.#store.get(key).catch(() => remembered.get(key))
    if (state) remembered.set(key, state)`,
      },
      {
        file: GUARDED,
        find: 'export class GuardedStore {',
        put: 'const remembered = new Map<string, VisitorState>()\n\nexport class GuardedStore {',
      },
    ],
    caughtBy: 'health.fails-closed-without-store',
    message: /GET \/me without the store.*saw status 200/,
    code: 'const session = await redis.get(id).catch(() => cache.get(id))',
    attack:
      'Who was signed out, or banned, on another instance is signed in here for as long as the store is away.',
    vainFix:
      'A short life of the cache: the store is away for longer than it, or the cache is of no use.',
    fix: 'Fail closed: whether a sign-in still lives, only the store knows.',
    references: ['ASVS 16.5.3', 'ASVS 7.4.1', 'contract rule 12'],
  },
  {
    id: 'health.store-failure-is-500',
    safeguard: 'store-errors',
    title: 'A store that fails is answered 500.',
    server: 'server-session',
    fileStore: true,
    patches: [
      {
        file: GUARDED,
        find: RETHROWN,
        put: "throw error instanceof Problem ? error : new Error('the store failed', { cause: error })",
      },
    ],
    caughtBy: 'health.fails-closed-without-store',
    message: /status 503.*status 500/,
    code: 'app.use((err, req, res, next) => res.sendStatus(500))',
    attack:
      'None by itself; clients and proxies do not try again, and the alarm is for the wrong people.',
    vainFix: '503 for every error: then a fault of the code is waited for.',
    fix: '503 store-unavailable with Retry-After, from the one place that talks to the store.',
    references: ['RFC 9110 15.6.4', 'contract rule 12'],
  },
  {
    id: 'health.store-signed-out-in-vain',
    title: 'Sign-out answers 204 although the store has failed.',
    server: 'server-session',
    fileStore: true,
    patches: [
      {
        file: 'apps/server-session/workarounds/verified-id.ts',
        find: 'if (shown) request.cookies',
        put: `Object.assign(request, { presentedId: shown?.unsigned.value ?? undefined })
    if (shown && request.routeOptions.url !== '/logout') request.cookies`,
      },
      {
        file: 'apps/server-session/style.ts',
        find: 'await request.session.destroy()',
        put: `const { presentedId = request.session.sessionId } = request as { presentedId?: string }
      await new Promise<void>((done) => store.destroy(presentedId, () => done()))`,
      },
    ],
    caughtBy: 'health.fails-closed-without-store',
    message: /POST \/logout without the store.*saw status 204/,
    code: "store.destroy(sid, () => res.clearCookie('sid').sendStatus(204)) // the error is its first argument",
    attack: 'The cookie is gone, and the copy works on when the store is back.',
    vainFix: 'A queue of what is to be ended: it is in the memory of a process that may stop.',
    fix: '503: who signs out has to know that it did not happen.',
    references: ['ASVS 7.4.1', 'ASVS 16.5.3', 'contract rule 12'],
    exercise:
      'The store is away for ten seconds, and in them a visitor signs out. Say from the log and the answer whether that has worked.',
  },
  {
    id: 'health.store-always-ready',
    title: 'The server says that it is ready, whatever its store says.',
    server: 'server-session',
    fileStore: true,
    patches: [
      {
        file: GUARDED,
        find: 'return closed(() => this.#store.ready())',
        put: 'return Promise.resolve()',
      },
    ],
    caughtBy: 'health.fails-closed-without-store',
    message: /GET \/health\/ready.*503.*200/,
    code: "app.get('/health/ready', (req, res) => res.send('ok'))",
    attack: 'None: visitors are sent to the one instance that cannot serve them.',
    vainFix: 'The same for live: then the process is restarted for the fault of its store.',
    fix: 'Ready asks the store; live asks the process.',
    references: ['contract GET /health', 'contract rule 12'],
  },
  {
    id: 'health.store-missing-folder-is-empty',
    safeguard: 'store-folder',
    title: 'A folder that is away is taken for a folder without sessions.',
    server: 'server-session',
    fileStore: true,
    patches: [
      {
        file: FILE,
        find: 'if (!isAbsent(error)) throw error\n      await folderIsThere()',
        put: 'if (!isAbsent(error)) throw error',
      },
    ],
    caughtBy: 'health.fails-closed-without-store',
    message: /GET \/me without the store.*status 401/,
    code: "if (error.code === 'ENOENT') return undefined // no such session",
    attack:
      'A disk that is not mounted signs everybody out, and new sessions are written under the mount.',
    vainFix: 'A check at start: the disk goes away later.',
    fix: '"No such file" counts only where the folder is there.',
    references: ['ASVS 16.5.3', 'contract rule 12'],
  },
  {
    id: 'health.store-waits-for-it',
    title: 'A store that is away is asked again and again before anything is answered.',
    server: 'server-session',
    fileStore: true,
    patches: [
      {
        file: GUARDED,
        find: '  try {\n    return await operation()\n  } catch (error) {',
        put: `  for (let attempt = 1; attempt < 4; attempt += 1) {
    const done = await operation().then((value) => ({ value }), (error) => error instanceof Problem && { error })
    if (done && 'error' in done) throw done.error
    if (done) return done.value
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  try {
    return await operation()
  } catch (error) {`,
      },
    ],
    caughtBy: 'health.fails-closed-without-store',
    message: /under 1000 ms/,
    code: 'new Redis({ maxRetriesPerRequest: 20 }) // as it is unless told otherwise',
    attack:
      'Each request holds its connection until all are taken: what needs no store fails as well.',
    vainFix: 'A larger pool: it is as full, a little later.',
    fix: 'An answer within a second, and the next attempt by the client.',
    references: ['contract rule 12', 'ASVS 16.5.2'],
  },
  {
    id: 'health.store-never-comes-back',
    title: 'Once the store has failed the server does not ask it again.',
    server: 'server-session',
    fileStore: true,
    patches: [
      {
        file: GUARDED,
        find: '  try {\n    return await operation()\n  } catch (error) {',
        put: `  if (broken) throw storeUnavailable(new Error('broken'))
  try {
    return await operation()
  } catch (error) {
    broken = !(error instanceof Problem)`,
      },
      {
        file: GUARDED,
        find: 'type GetSession = (',
        put: 'let broken = false\n\ntype GetSession = (',
      },
    ],
    caughtBy: 'health.fails-closed-without-store',
    message: /within 30000 ms of the store's return/,
    code: "client.on('error', () => { breaker.open() }) // and nothing that closes it",
    attack: 'A second without the store is an outage until somebody restarts the server.',
    vainFix: 'Ending the process: whatever restarts it gives up after some times.',
    fix: 'Ask again with the next request, or after a pause that ends.',
    references: ['ASVS 16.5.2', 'contract rule 12'],
  },
  {
    id: 'health.store-no-retry-after',
    title: 'The 503 does not say when to come again.',
    server: 'server-session',
    fileStore: true,
    patches: [
      {
        file: 'shared/problems/problem.ts',
        find: "headers: { 'retry-after': '1' },",
        put: 'headers: {},',
      },
    ],
    caughtBy: 'health.fails-closed-without-store',
    message: /Retry-After of/,
    code: "res.status(503).json(problem('store-unavailable'))",
    attack: 'None: clients try again at once, all of them, on a store that is coming up.',
    vainFix: 'A member retryAfter in the body: proxies and libraries read the header.',
    fix: 'Retry-After with every 503.',
    references: ['RFC 9110 10.2.3', 'contract rule 12'],
  },
]
