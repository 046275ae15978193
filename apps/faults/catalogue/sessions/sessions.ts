/** The list of one's own sign-ins that shows or ends those of others, or tells too much. */
import type { Fault } from '../../fault.ts'

const ROUTE = 'shared/app/routes/sessions.ts'
const INDEX = 'shared/accounts/sign-ins.ts'

export const sessionFaults: readonly Fault[] = [
  {
    id: 'sessions.of-everybody',
    title: 'The list has the sign-ins of all users.',
    server: 'server-session',
    patches: [
      {
        file: INDEX,
        find: 'FROM sign_ins WHERE username = ? AND expires_at > ? AND ended_at IS NULL ORDER BY started_at, id`,\n        username,\n        Date.now(),',
        put: 'FROM sign_ins WHERE expires_at > ? AND ended_at IS NULL ORDER BY started_at, id`,\n        Date.now(),',
      },
    ],
    caughtBy: 'sessions.not-of-others',
    message: /sessions: expected not the other's, saw nobody-/,
    alsoRed: ['openapi.answers-fit'],
    code: 'const sessions = await Session.findAll({ where: { endedAt: null } })',
    attack: 'Learns who is signed in, since when and with which browser.',
    vainFix: 'Filtering in the page: the answer holds them all.',
    fix: 'The user is part of the query, taken from the sign-in and from nowhere else.',
    references: ['ASVS 8.2.2', 'contract GET /sessions'],
  },
  {
    id: 'sessions.end-of-anybody',
    title: 'Whoever knows the id of a sign-in can end it.',
    server: 'server-session',
    patches: [
      {
        file: INDEX,
        find: "'SELECT handle FROM sign_ins WHERE id = ? AND username = ? AND expires_at > ?',\n        id,\n        username,\n",
        put: "'SELECT handle FROM sign_ins WHERE id = ? AND expires_at > ?',\n        id,\n",
      },
    ],
    caughtBy: 'sessions.delete-others-like-unknown',
    message: /of another's: expected status 404, saw status 204/,
    code: "app.delete('/sessions/:id', requireUser, (req, res) => Session.destroy({ where: { id: req.params.id } }))",
    attack: 'Reads an id over a shoulder or out of a log, and signs its owner out at will.',
    vainFix: 'Ids that nobody can guess: they are shown, logged and shared.',
    fix: "WHERE id = ? AND user = ?; what is not one's own is not there.",
    references: ['ASVS 8.2.2', 'contract DELETE /sessions/:id'],
  },
  {
    id: 'sessions.forbidden-tells',
    title: "Another user's sign-in is answered 403, an unknown one 404.",
    server: 'server-session',
    patches: [
      {
        file: ROUTE,
        find: 'const ended = await signIns.end(id, signIn.username)',
        put: "const ended = await signIns.end(id, signIn.username)\n  if (ended === undefined && (await signIns.lives(id))) throw new Problem('cross-origin', 'That sign-in is not yours.')",
      },
    ],
    caughtBy: 'sessions.delete-others-like-unknown',
    message: /of another's: expected status 404, saw status 403/,
    code: 'if (!session) return res.sendStatus(404)\nif (session.user !== req.user.name) return res.sendStatus(403)',
    attack: "Tries ids, and is told which of them are somebody's.",
    vainFix: 'The same text for both: the status tells.',
    fix: 'One answer: there is no such sign-in of yours.',
    references: ['contract DELETE /sessions/:id', 'ASVS 8.2.2'],
  },
  {
    id: 'sessions.id-is-credential',
    title: 'The id shown in the list is the session id.',
    server: 'server-session',
    patches: [
      {
        file: ROUTE,
        find: 'const sessions = rows.map(({ id, startedAt, lastSeenAt, userAgent }) => ({\n      id,',
        put: 'const sessions = rows.map(({ id, startedAt, lastSeenAt, userAgent }) => ({\n      id: id === signIn.id ? request.session.sessionId : id,',
      },
    ],
    caughtBy: 'sessions.id-is-no-credential',
    message: /expected not to hold the id shown, saw the id in it/,
    alsoRed: [
      'races.slow-change-against-ended-session',
      'cookies.attributes-when-ended',
      'cookies.told-by-set-cookie-alone',
    ],
    code: 'res.json(sessions.map(({ sid, userAgent }) => ({ id: sid, userAgent })))',
    attack:
      'Gets a script onto the page, which HttpOnly keeps from the cookie, and reads the list instead.',
    vainFix: 'Encoding it: a script decodes.',
    fix: 'An id of its own for the list, from which nothing leads to the credential.',
    references: ['ASVS 7.2.3', 'ASVS 3.3.4', 'contract GET /sessions'],
  },
  {
    id: 'sessions.ended-in-the-list-alone',
    title: 'Ending a sign-in takes it off the list, and it goes on.',
    server: 'server-session',
    patches: [
      {
        file: ROUTE,
        find: 'if (ended.handle !== null) await style.forgetElsewhere?.(ended.handle)\n',
        put: '',
      },
    ],
    caughtBy: 'sessions.delete-ends-another',
    message: /elsewhere, after it was ended from here: expected status 401, saw status 200/,
    alsoRed: ['races.slow-change-against-ended-session'],
    code: 'await Session.update({ endedAt: now }, { where: { id, user } }) // read by the list alone',
    attack: 'Keeps the stolen phone signed in, while the owner sees that it is not.',
    vainFix: 'Hiding what was ended more thoroughly.',
    fix: 'The state behind the entry is destroyed, and the answer waits for it.',
    references: ['ASVS 7.5.2', 'contract DELETE /sessions/:id'],
  },
  {
    id: 'sessions.current-keeps-cookie',
    title: 'Ending the sign-in that asks leaves its cookie in the browser.',
    server: 'server-session',
    patches: [
      { file: ROUTE, find: 'if (id === signIn.id) await style.forget(request, reply)\n', put: '' },
    ],
    caughtBy: 'sessions.delete-current-clears',
    message: /cookies of the server left in the browser/,
    alsoRed: ['cookies.attributes-when-ended'],
    code: 'await store.destroy(session.sid)\nres.sendStatus(204)',
    attack:
      'None of its own: what is left in the browser is one more thing that a shared machine tells.',
    vainFix: 'Leading to the sign-in page: the cookie comes along.',
    fix: 'Ending oneself is a sign-out: the cookie is cleared as well.',
    references: ['contract DELETE /sessions/:id', 'contract rule 2', 'ASVS 14.3.1'],
  },
  {
    id: 'sessions.user-agent-whole',
    title: 'The list keeps a User-Agent of any length.',
    server: 'server-session',
    patches: [
      {
        file: INDEX,
        find: 'const USER_AGENT_LIMIT_CHARACTERS = 200',
        put: 'const USER_AGENT_LIMIT_CHARACTERS = 8192',
      },
    ],
    caughtBy: 'sessions.user-agent-cut',
    message: /length of userAgent: expected 200, saw \d+/,
    code: "await Session.create({ user, userAgent: req.headers['user-agent'] })",
    attack: 'Signs in ten thousand times with 8 KB of text each, and has it stored and listed.',
    vainFix: 'Cutting it in the page: it is stored whole.',
    fix: 'Cut where it is stored.',
    references: ['contract GET /sessions', 'ASVS 2.2.1'],
  },
  {
    id: 'sessions.kept-as-history',
    title: 'Sign-ins that are over stay in the list.',
    server: 'server-session',
    patches: [
      {
        file: INDEX,
        find: 'AND expires_at > ? AND ended_at IS NULL ORDER BY',
        put: 'AND started_at < ? ORDER BY',
      },
      {
        file: INDEX,
        find: "'DELETE FROM sign_ins WHERE handle = ? AND ended_at IS NOT NULL'",
        put: "'UPDATE sign_ins SET handle = NULL WHERE handle = ? AND ended_at IS NOT NULL'",
      },
    ],
    caughtBy: 'sessions.gone-after-sign-out',
    message: /ended sign-ins that are still listed: expected 0, saw 2/,
    code: 'SELECT * FROM sessions WHERE user = ? ORDER BY started_at',
    attack:
      'Hides among a hundred entries of last month: nobody finds the one that is live and not theirs.',
    vainFix: "The newest first: the thief's may be old.",
    fix: 'The list has what lives. A history is another page, and says that it is one.',
    references: ['contract GET /sessions', 'ASVS 7.5.2'],
  },
  {
    id: 'sessions.seen-by-reads',
    title: 'The time of the last visit is that of any request, the list itself among them.',
    server: 'server-session',
    patches: [
      {
        file: ROUTE,
        find: 'const rows = await service.signIns.list(signIn.username)',
        put: 'await service.signIns.renew(signIn.id, sha256(request.session.sessionId), (request.visitor as SignedInState).expiresAt)\n    const rows = await service.signIns.list(signIn.username)',
      },
      {
        file: ROUTE,
        find: "import { done } from '../done.ts'",
        put: "import { sha256 } from '../../config/keys.ts'\nimport { done } from '../done.ts'",
      },
    ],
    caughtBy: 'sessions.last-seen-is-last-renewal',
    message: /lastSeenAt after reads/,
    code: 'app.use(async (req, res, next) => { await touch(req.session); next() })',
    attack:
      'None of its own: a tab that polls looks like a person at work, and the owner takes it for one.',
    vainFix: 'Rounding to minutes.',
    fix: 'Seen means renewed: a visit or a change.',
    references: ['contract GET /sessions', 'contract rule 6'],
  },
  {
    id: 'sessions.current-by-user-agent',
    title: 'Which entry is the current one is told by the User-Agent.',
    server: 'server-session',
    patches: [
      {
        file: ROUTE,
        find: 'current: id === signIn.id,',
        put: "current: userAgent === request.headers['user-agent'],",
      },
    ],
    caughtBy: 'sessions.lists-own',
    message: /entries marked as current: expected 1, saw \d+/,
    alsoRed: ['renewal.visit-and-change-renew', 'races.slow-change-against-ended-session'],
    code: "current: session.userAgent === req.headers['user-agent']",
    attack: 'Uses the same browser as the victim: "this device", says the list.',
    vainFix: 'Comparing the address as well: at home it is the same.',
    fix: 'The sign-in that asks is known by its id.',
    references: ['contract GET /sessions', 'ASVS 7.5.2'],
  },
  {
    id: 'sessions.fails-for-strangers',
    title: 'The list takes a user for granted, and fails for who is none.',
    server: 'server-session',
    patches: [
      {
        file: ROUTE,
        find: "const config = { signedIn: true, needs: 'listSessions' } as const",
        put: "const config = { needs: 'listSessions' } as const",
      },
    ],
    caughtBy: 'sessions.need-sign-in',
    message: /GET \/sessions: expected status 401, saw status 500/,
    alsoRed: ['forged.no-route-trusts-it'],
    code: 'const { username } = req.user // no middleware on this router',
    attack: 'Looks for the routes that were added later: one of them asks nobody.',
    vainFix: 'A check in this route: the next router has none.',
    fix: 'Closed unless said otherwise: the guard stands before all routers.',
    references: ['ASVS 8.3.1', 'contract GET /sessions'],
  },
]
