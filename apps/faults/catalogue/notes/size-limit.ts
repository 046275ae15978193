import type { Fault } from '../../fault.ts'

const KEEP = 'shared/app/keep.ts'
const NOTES = 'shared/app/routes/notes.ts'

/** Room for notes: what happens at the brim. */
export const notesLimitFaults: readonly Fault[] = [
  {
    id: 'notes.no-limit',
    safeguard: 'room',
    title: 'Nobody asks whether a note fits into the cookie.',
    server: 'cookie-session',
    patches: [
      {
        file: KEEP,
        find: 'if (wouldNeedBytes <= limitBytes) return',
        put: 'if (wouldNeedBytes > 0) return',
      },
    ],
    caughtBy: 'notes.too-large',
    message: /at most \d+ bytes|saw status 204|expected/,
    alsoRed: ['cookies.never-over-4096', 'cookies'],
    code: 'req.session.notes[name] = text\nres.sendStatus(204) // the browser drops a cookie over 4096 bytes',
    attack:
      'None is needed: the answer says 204, the browser drops the cookie in silence, and every change from then on is lost.',
    vainFix: 'Compressing: the limit moves, and is as silent.',
    fix: 'Measure what will be sent before it is sent; 413, and the state stays as it was.',
    references: ['ASVS 3.3.5', 'RFC 6265bis 5.6', 'contract PUT /notes/:name'],
  },
  {
    id: 'notes.no-room-for-the-server',
    safeguard: 'room-for-the-server',
    title: 'The limit leaves no room for what the server itself adds.',
    server: 'jwt',
    patches: [
      { file: KEEP, find: 'style.measure(grownByServer(state))', put: 'style.measure(state)' },
    ],
    caughtBy: 'notes.no-other-route-too-large',
    message: /at the brim|refused/,
    alsoRed: ['cookies.never-over-4096'],
    code: 'if (encode(session).length > 4096) return res.sendStatus(413) // visits: 9',
    attack:
      'None is needed: the tenth visit takes one more byte than the ninth, and the browser drops the cookie; the user is signed out.',
    vainFix: 'A margin of some bytes: visits have sixteen digits in the end.',
    fix: 'Measure the state as large as the server could make it.',
    references: ['contract PUT /notes/:name', 'ASVS 3.3.5'],
  },
  {
    id: 'notes.old-text-lost',
    title: 'The old text is taken out before it is known that the new one fits.',
    server: 'server-session',
    patches: [
      {
        file: NOTES,
        find: '  requireRoom(service, next)',
        put: '  await keep(service, request, reply, { ...state, notes: others })\n  requireRoom(service, next)',
      },
    ],
    caughtBy: 'notes.replacing-too-large-keeps-old',
    message: /text of the note after the refusal/,
    code: 'await notes.delete(name)\nif (tooLarge(text)) return res.sendStatus(413)\nawait notes.insert(name, text)',
    attack: 'None is needed: the refusal says that nothing was changed, and the text is gone.',
    vainFix: 'Putting it back afterwards: unless something fails in between.',
    fix: 'Check first, then change, in one step.',
    references: ['ASVS 2.3.3', 'contract rule 9'],
  },
  {
    id: 'notes.marked-as-deleted',
    title: 'A deleted note is marked, and kept.',
    server: 'cookie-session',
    patches: [
      {
        file: NOTES,
        find: 'const notes = state.notes.filter(([other]) => other !== name)',
        put: 'const notes = state.notes.map(([other, text]): [string, string] => [other === name ? `${other}#deleted` : other, text])',
      },
      {
        file: NOTES,
        find: 'return { notes: notes.map(',
        put: "return { notes: notes.filter(([name]) => !name.includes('#')).map(",
      },
    ],
    caughtBy: 'notes.room-comes-back',
    message: /that was there before: expected status 204, saw status 413/,
    alsoRed: ['notes', 'pages'],
    code: 'note.deletedAt = new Date() // soft delete, it is one line',
    attack:
      'What a person deleted travels in the cookie with every request, and whoever has it reads it.',
    vainFix: 'Clearing the text: the name is left, and may be what was to go.',
    fix: 'Delete.',
    references: ['ASVS 14.2.7', 'contract /notes'],
  },
]
