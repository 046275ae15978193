/** What happens when two requests are under way at the same moment. */
import type { Fault, Patch } from '../../fault.ts'

const GUARDED = 'apps/server-session/stores/guarded-store.ts'
const STYLE = 'apps/server-session/style.ts'
const RENEWED_FIRST =
  'if (!(await this.#signIns.renew(signIn.id, key, expiresAt))) throw notSignedIn()'
const LOOKED_AFTER = 'if (!(await this.#signIns.lives(signIn.id))) {'

/** A store at the other end of a network. */
const SLOW_WRITES: Patch = {
  file: 'apps/server-session/stores/memory.ts',
  find: 'async set(key: string, state: VisitorState): Promise<void> {',
  put: 'async set(key: string, state: VisitorState): Promise<void> {\n    await new Promise((resolve) => setTimeout(resolve, 5))',
}

export const raceFaults: readonly Fault[] = [
  {
    id: 'races.write-brings-back',
    safeguard: 'signed-out-stays',
    title: 'A request that began before the sign-out writes the session back when it ends.',
    server: 'server-session',
    patches: [
      {
        file: GUARDED,
        find: RENEWED_FIRST,
        put: 'await this.#signIns.renew(signIn.id, key, expiresAt)',
      },
      { file: GUARDED, find: LOOKED_AFTER, put: 'if (false) {' },
    ],
    caughtBy: 'races.slow-change-against-sign-out',
    message: /with the credential from before the sign-out: expected status 401, saw status 200/,
    code: 'app.use(session({ resave: true, store }))\n// the last write of each request: store.set(sid, session)',
    attack:
      'Sends a change whose body trickles in, and waits for the owner to sign out: the copied cookie works again.',
    vainFix: 'resave: false: a request that changes something still writes.',
    fix: 'A write renews what lives; it never makes it. Signing out marks first, and a write looks again when it is done.',
    references: ['contract rule 13', 'ASVS 7.4.1', 'ASVS 15.4.2', 'expressjs/session issue 632'],
    exercise:
      'Draw the two requests on a line of time: where does the slow one read, where does it write, and who is signed in at the end?',
  },
  {
    id: 'races.not-looked-at-after',
    title: 'A write asks first whether the sign-in lives, and not again when it is done.',
    server: 'server-session',
    patches: [{ file: GUARDED, find: LOOKED_AFTER, put: 'if (false) {' }, SLOW_WRITES],
    caughtBy: 'races.changes-beside-sign-out',
    message: /after a sign-out among changes: expected status 401, saw status 200/,
    alsoRed: ['races'],
    code: 'if (await store.exists(sid)) await store.set(sid, session) // and between the two?',
    attack:
      'Sends changes without pause with a copied cookie: the sign-out falls into one of them.',
    vainFix: 'A lock within the process: there are two of them.',
    fix: 'One statement that writes only what is there (UPDATE … WHERE, SET … XX), or a look after the write that undoes it.',
    references: ['contract rule 13', 'ASVS 15.4.2'],
  },
  {
    id: 'races.deleted-before-marked',
    title: 'Signing out deletes the session first, and marks the sign-in as ended then.',
    server: 'server-session',
    patches: [
      {
        file: GUARDED,
        find: 'await this.#signIns.endByHandle(key)\n    await this.#end(key)',
        put: 'await this.#store.destroy(key)\n    await new Promise((resolve) => setTimeout(resolve, 10))\n    await this.#signIns.endByHandle(key)\n    await this.#signIns.clear(key)',
      },
      SLOW_WRITES,
    ],
    caughtBy: 'races.changes-beside-sign-out',
    message: /after a sign-out among changes: expected status 401, saw status 200/,
    alsoRed: ['races'],
    code: 'await store.destroy(sid)\nawait db.query("UPDATE sign_ins SET ended_at = now() WHERE sid = ?", sid)',
    attack:
      'Has a change come to its end between the two: it finds the sign-in alive and writes the session anew.',
    vainFix: 'Deleting once more after a while.',
    fix: 'Mark, then delete: whoever writes after the mark sees it, and what was written before is deleted.',
    references: ['contract rule 13', 'ASVS 15.4.2'],
  },
  {
    id: 'races.ended-elsewhere-comes-back',
    title: 'A slow change respects its own sign-out, and no end from elsewhere.',
    server: 'server-session',
    patches: [
      {
        file: GUARDED,
        find: RENEWED_FIRST,
        put: 'await this.#signIns.renew(signIn.id, key, expiresAt)\n    if (this.gone.has(key)) throw notSignedIn()',
      },
      { file: GUARDED, find: LOOKED_AFTER, put: 'if (this.gone.has(key)) {' },
      {
        file: GUARDED,
        find: 'await this.#signIns.endByHandle(key)',
        put: 'this.gone.add(key)\n    await this.#signIns.endByHandle(key)',
      },
      {
        file: GUARDED,
        find: 'readonly #strangers: Strangers\n\n',
        put: 'readonly #strangers: Strangers\n  readonly gone = new Set<string>()\n\n',
      },
    ],
    caughtBy: 'races.slow-change-against-sign-out-everywhere',
    message:
      /with the credential from before the sign-out elsewhere: expected status 401, saw status 200/,
    code: 'const signedOut = new Set() // filled by POST /logout of this process',
    attack: 'Keeps a change under way on the stolen laptop: "sign out everywhere" passes it by.',
    vainFix: 'Telling the other processes: after the answer.',
    fix: 'All that ends a sign-in marks it in the one place where every write looks.',
    references: ['contract rule 13', 'ASVS 7.4.3'],
  },
  {
    id: 'races.second-sign-in-fails',
    title: 'Of two sign-ins at once the second finds the session of the first gone, and fails.',
    server: 'server-session',
    patches: [
      {
        file: STYLE,
        find: 'await request.session.regenerate() // a new number; the old one is dead',
        put: "const { sessionId } = request.session\n      if (renewed.has(sessionId)) throw new Error('no such session')\n      renewed.add(sessionId)\n      await request.session.regenerate()",
      },
      {
        file: STYLE,
        find: "const secrets = context.keys('session id')",
        put: "const secrets = context.keys('session id')\n  const renewed = new Set<string>()",
      },
    ],
    caughtBy: 'races.sign-ins-overlap',
    message: /status of a sign-in among three at once: expected 200 or 503, saw 500/,
    code: 'UPDATE sessions SET id = ? WHERE id = ? -- 0 rows: throw',
    attack: 'None: whoever clicks twice sees an error, and is signed in or not.',
    vainFix: 'A button that can be pressed once.',
    fix: 'A sign-in needs nothing of the session before: if that is gone, it begins with none.',
    references: ['contract rule 4', 'ASVS 15.4.2'],
  },
  {
    id: 'races.changes-refused',
    title: 'While one change of a visitor is under way, the others are refused.',
    server: 'server-session',
    patches: [
      {
        file: 'shared/app/keep.ts',
        find: 'const token = await style[verb](request, reply, next)',
        put: `const id = state.signIn?.id
  if (id !== undefined && busy.has(id)) throw new Error('conflict')
  if (id !== undefined) busy.add(id)
  await new Promise((resolve) => setTimeout(resolve, 5))
  const token = await style[verb](request, reply, next).finally(() => busy.delete(id))`,
      },
      {
        file: 'shared/app/keep.ts',
        find: '/** Keeps a state under a fresh credential (contract, rule 4). */',
        put: 'const busy = new Set()',
      },
    ],
    caughtBy: 'races.changes-at-once',
    message: /among twelve at once: expected status 200 or 204, saw status 500/,
    alsoRed: ['races'],
    code: 'if (session.version !== stored.version) throw new ConflictError()',
    attack: 'None: a page that saves two fields at once loses one of them, with an error.',
    vainFix: 'Trying once more in the page.',
    fix: 'Changes of one visitor are written one after the other, or the last one wins: none is refused.',
    references: ['contract rule 9'],
  },
]
