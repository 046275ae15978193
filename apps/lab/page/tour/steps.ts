/** The walkthrough's way, played: what is done at each step, and what there is to see. */
import type { ActionId, Choice, Who } from '../api.ts'

type Deed = { readonly action: ActionId; readonly who?: Who } | { readonly choose: Choice }

export interface TourStep {
  readonly title: string
  /** The heading in docs/walkthrough.md that this is a part of, as its anchor. */
  readonly section: string
  /** Before it is done. A paragraph each. */
  readonly before: readonly string[]
  /** On the button. None where there is only something to read. */
  readonly button?: string
  readonly does: readonly Deed[]
  /** When it has been done: where to look, and what it means. */
  readonly after: readonly string[]
}

const as = (who: Who) => (action: ActionId) => ({ action, who })
const you = as('you')
const thief = as('thief')

export const TOUR: readonly TourStep[] = [
  {
    title: 'HTTP forgets',
    section: 'http-forgets',
    before: [
      'A browser asks, a server answers, and then both are strangers again: nothing in the next request says that there was one before it.',
      'Three servers stand below. Each found another way around that. Visit all three at once.',
    ],
    button: 'Visit',
    does: [you('visit')],
    after: [
      'Look at “On the wire”, in each column. The request had no line “Cookie”, so the server saw a stranger. The answer has a line “Set-Cookie”: please send this along next time. Your browser keeps it (“Your browser holds”).',
    ],
  },
  {
    title: 'A cookie makes you known',
    section: 'http-forgets',
    before: ['Visit again. Your browser now sends along what it was given.'],
    button: 'Visit again',
    does: [you('visit')],
    after: [
      'All three counted: “visits” is 2 in each answer. But where was the 1 in the meantime? jwt and cookie-session wrote it into the cookie, and sent you a new cookie with the 2. server-session wrote it into its store, and your cookie is the same as before (it is sent again, unchanged).',
    ],
  },
  {
    title: 'What is in it: a token',
    section: 'the-first-way-a-signed-token-jwt',
    before: [
      'In the column jwt, open “payload”. It takes no key to read that: anyone who gets hold of the token reads it, you included. The last part is a signature: a code worked out from the rest and a secret that only the server has.',
      'Now sign in as alice, at all three.',
    ],
    button: 'Sign in as alice',
    does: [you('sign-in-alice')],
    after: [
      'Open “payload” again: the token now says who you are (“sub”) and what you may do (“role”). The server wrote it down there, and nowhere else: see “The server keeps”.',
    ],
  },
  {
    title: 'What is in it: the state itself, or an id',
    section: 'where-the-state-is',
    before: [
      'What a server remembers of you (the count, your name, your notes) is called state. Write a note, and watch where it goes.',
    ],
    button: 'Write a note',
    does: [you('note-small')],
    after: [
      'jwt and cookie-session: your cookie grew, and the note is in it, readable. The server keeps nothing of you.',
      'server-session: your cookie did not change. It is a long random id with a signature, and says nothing. The note is in the server’s store (open the entry). It stands there under a fingerprint of your id: whoever reads the store learns no id to come with.',
    ],
  },
  {
    title: 'It grows',
    section: 'the-second-way-the-state-in-a-cookie-cookie-session',
    before: ['Write a longer note, of 1 KB. Then one that is far too long.'],
    button: 'Write 1 KB, then too much',
    does: [you('note-kibibyte'), you('note-too-large')],
    after: [
      'With the longer note the cookies of jwt and cookie-session grew by more than 1 KB, and each request carries all of it (“Earlier” shows the first of the two actions). Past 4,096 bytes browsers drop a cookie without a word, so these two refuse to write more.',
      'server-session’s cookie is as small as ever. It has a limit of its own, 65,536 bytes, and refuses what is more than that.',
    ],
  },
  {
    title: 'You can read it, so you can write it?',
    section: 'the-second-way-the-state-in-a-cookie-cookie-session',
    before: [
      'Change one byte of what your browser holds, and ask who you are. (Afterwards you may edit one by hand, further down in a column: sign in again, and make yourself an admin.)',
    ],
    button: 'Change a byte',
    does: [you('change-a-byte')],
    after: [
      'All three take you for a stranger. You can read a signed cookie, but you can not write one: the signature fits nothing but what the server signed. What the parts say can be read by anyone; “With the key” says whether it is true, and only the server can tell.',
    ],
  },
  {
    title: 'Someone copies it',
    section: 'the-third-way-the-state-on-the-server-server-session',
    before: [
      'Sign in again. Then someone gets a copy of your cookies: at your machine, from a backup, by a malicious extension. A second browser, the thief, appears.',
    ],
    button: 'Sign in, and have it stolen',
    does: [you('sign-in-alice'), you('steal')],
    after: [
      'Each server takes the thief for alice. Nothing tells a copy from the original: a cookie is like a key.',
      '(Your note is gone: it was in the state that went with the changed cookie. To the servers you had become a stranger.)',
    ],
  },
  {
    title: 'You sign out',
    section: 'the-first-way-a-signed-token-jwt',
    before: [
      'So you sign out. What happens to your browser’s cookie? And what to the copy? Make a guess for each of the three before you go on.',
    ],
    button: 'Sign out',
    does: [you('sign-out')],
    after: [
      'All three told your browser to throw its cookie away, and it did. server-session did one thing more: it deleted alice’s state in its store. (An entry of somebody who is not signed in is left from before.) The other two had nothing to delete.',
    ],
  },
  {
    title: 'The thief comes back',
    section: 'the-third-way-the-state-on-the-server-server-session',
    before: ['You have signed out. Let the thief ask with the copy: who am I?'],
    button: 'The thief asks: who am I?',
    does: [thief('who-am-i')],
    after: [
      'They differ. jwt and cookie-session still say: alice. The copy is complete in itself and its signature holds; the server keeps nothing, so there was nothing that signing out could end there. It is good until it expires: half an hour after the last visit, at these servers. server-session looks the id up, finds nothing, and sees a stranger.',
    ],
  },
  {
    title: 'The server starts again',
    section: 'restart',
    before: [
      'Sign in once more. Then the servers’ processes end and start again, as in every update. The secret stays the same. Who still knows you?',
    ],
    button: 'Sign in, restart, ask',
    does: [you('sign-in-alice'), you('restart'), you('who-am-i')],
    after: [
      'jwt and cookie-session lost nothing: what they know of you, you carry. server-session had it in its memory, and that is gone: you are signed out. (“Earlier” shows the actions before this one.)',
    ],
  },
  {
    title: 'A store that outlives the server',
    section: 'restart',
    before: [
      'So server-session needs a store outside of its memory: files, a database, Redis. Now it gets files. The same again: sign in, restart, ask.',
    ],
    button: 'Keep it in files, sign in, restart, ask',
    does: [
      { choose: { remedy: 'none', store: 'file' } },
      ...[you('sign-in-alice'), you('restart'), you('who-am-i')],
    ],
    after: [
      'Now all three know you after the restart. What server-session keeps is in files, and a copy of your cookie can still be ended on the server. The price: there is a store to run, and each request asks it.',
    ],
  },
  {
    title: 'A second server',
    section: 'a-second-instance',
    before: [
      'One server is not enough, so there are two with the same secret. Your next requests go to the second one, which has never seen you.',
    ],
    button: 'Ask the other instance',
    does: [you('second-instance')],
    after: [
      'jwt and cookie-session need nothing but the secret to know you. server-session’s second server reads the same folder of files. With the state in each server’s own memory, it would not know you (under “All actions” you can choose that, and try it).',
    ],
  },
  {
    title: 'A new secret',
    section: 'turn-the-keys',
    before: [
      'Secrets are changed now and then. First gently: a new secret signs, and the old one is still known for a while.',
    ],
    button: 'Rotate the secret, visit',
    does: [you('rotate'), you('visit')],
    after: [
      'All three still know you, by the older secret. And with the visit you were given a cookie that is signed with the new one.',
    ],
  },
  {
    title: 'The old secret is forgotten',
    section: 'turn-the-keys',
    before: [
      'If the secret got out, it has to go at once: whoever has it can sign whatever they like. A new secret, and the old one is forgotten.',
    ],
    button: 'Replace the secret, ask',
    does: [you('replace-secret'), you('who-am-i')],
    after: [
      'Nobody is known any more, at any of the three: no signature of before holds. That ends every sign-in of everyone, which is why it is the last resort. (server-session still has the states in its store; nobody has an id for them that is signed.)',
    ],
  },
  {
    title: 'A list of those who signed out',
    section: 'what-you-saw',
    before: [
      'Can jwt and cookie-session end a copy after all? If they keep something: a list of the sign-ins that have ended, in which the server looks on each request. That is one of the remedies, a “denylist”. Sign in, have it stolen, sign out, and let the thief ask.',
    ],
    button: 'With a denylist: sign in, steal, sign out, the thief asks',
    does: [
      { choose: { remedy: 'denylist', store: 'file' } },
      ...[you('sign-in-alice'), you('steal'), you('sign-out'), thief('who-am-i')],
    ],
    after: [
      'Now the copy is refused at all three. The price: a list that the server has to look into on every request, and that all its instances share. So it keeps something, too. There is no way to end one copy at once, and nobody else’s, without looking something up on the server.',
    ],
  },
  {
    title: 'What you saw',
    section: 'what-you-saw',
    before: [
      'jwt: you carry a signed token with everything in it. Anyone who has it can read it; nobody can change it. The server keeps nothing, so a restart or a second server does no harm, and signing out ends nothing but your own browser’s copy. A token is a standard form (RFC 7519): it can also be carried by a program, and be checked by another service.',
      'cookie-session: the same, with the state itself in a signed cookie of one server and its browsers. Both grow with the state, up to 4,096 bytes.',
      'server-session: you carry a signed id that says nothing. The server keeps the state, far more of it, can end it at any moment, and needs a store that outlives a restart and that all its instances share.',
      'Go on by playing freely, or read when to choose which.',
    ],
    does: [],
    after: [],
  },
]

/** Steps at a table after the tour up to and with this one: each action makes one. */
export function playedAfter(count: number): number {
  return TOUR.slice(0, count)
    .flatMap(({ does }) => does)
    .filter((deed) => 'action' in deed).length
}
