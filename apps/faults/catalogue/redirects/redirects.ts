/** Where a browser is led to after a change, and what goes with it. */
import type { Fault } from '../../fault.ts'

const LOGIN = 'shared/app/routes/login.ts'

export const redirectFaults: readonly Fault[] = [
  {
    id: 'redirects.token-in-the-address',
    title: 'After sign-in the browser is led to an address that holds the token.',
    server: 'jwt',
    patches: [
      {
        file: LOGIN,
        find: "if (request.wants === 'page') return reply.redirect(ownPath(next, request.ownOrigin), 303)",
        put: `if (request.wants === 'page') {
      const token = await service.style.remember({ ...request, carrier: 'bearer' } as never, reply, request.visitor as never)
      const to = ownPath(next, request.ownOrigin)
      return reply.redirect(\`\${to}\${to.includes('?') ? '&' : '?'}token=\${token}\`, 303)
    }`,
      },
    ],
    caughtBy: 'redirects.tell-no-credential',
    message: /leads/,
    alsoRed: [
      'login.next-leads-on',
      'login.next-stays-here',
      'login.next-only-from-body',
      'cookies.told-by-set-cookie-alone',
    ],
    code: "res.redirect('/?token=' + token)",
    attack: 'The address is in the history, in logs, and in the Referer of the next link.',
    vainFix:
      'The fragment in place of the query: it stays in the history, and every script on the page reads it.',
    fix: 'The cookie in the answer that redirects, and nothing in the address.',
    references: ['ASVS 14.2.1', 'RFC 9700 4.3.2', 'contract rule 7'],
  },
  {
    id: 'redirects.by-302',
    title: 'After a change the browser is led on by 302.',
    server: 'jwt',
    patches: [
      {
        file: 'shared/app/done.ts',
        find: 'reply.redirect(next, 303)',
        put: 'reply.redirect(next)',
      },
      {
        file: LOGIN,
        find: 'reply.redirect(ownPath(next, request.ownOrigin), 303)',
        put: 'reply.redirect(ownPath(next, request.ownOrigin))',
      },
    ],
    caughtBy: 'redirects.home-after-change',
    message: /303.*302/,
    alsoRed: [
      'login.next-leads-on',
      'login.next-stays-here',
      'login.next-only-from-body',
      'pages.sign-in-form-works',
      'pages.note-forms-work',
      'pages.sign-out-form-works',
      'login.next-read-once',
      'login.next-without-its-dots',
    ],
    code: "res.redirect('/')",
    attack:
      'A client that follows by the letter sends the form, password and all, once more to where it is led.',
    vainFix: '307, "because it is the newer one": that one asks for exactly this.',
    fix: '303 See Other after every change.',
    references: ['RFC 9110 15.4.4', 'RFC 9700 4.12', 'contract Words'],
  },
]
