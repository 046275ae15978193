/** In which form an answer comes. */
import type { Fault } from '../../fault.ts'

const NEGOTIATION = 'shared/protection/negotiation.ts'
const FORM = 'const [first] = new Negotiator'

export const negotiationFaults: readonly Fault[] = [
  {
    id: 'negotiation.accept-by-includes',
    safeguard: 'negotiation',
    title: 'Accept is searched for "text/html", and nothing is ever not acceptable.',
    server: 'jwt',
    patches: [
      {
        file: NEGOTIATION,
        find: FORM,
        put: `if (accept !== '') return accept.includes('text/html') ? 'page' : 'json'\n  ${FORM}`,
      },
    ],
    caughtBy: 'negotiation.json-otherwise',
    message: /Accept text\/html;q=0\.4/,
    alsoRed: [
      'order.accept-before-sign-in',
      'order.accept-before-body',
      'cookies.errors-set-none',
      'input.loses-nothing',
      'renewal.reads-and-errors-renew-nothing',
    ],
    code: "const wantsPage = req.headers.accept?.includes('text/html')",
    attack:
      'None by itself; a client that says "HTML last" is sent pages, and a picture tag counts as a visit.',
    vainFix: 'startsWith in place of includes: preferences are in q, not in the order.',
    fix: 'A parser for Accept that knows q, and 406 where neither form fits.',
    references: ['RFC 9110 12.5.1', 'contract Words'],
  },
  {
    id: 'negotiation.accept-breaks-it',
    title: 'A header that is no media range makes the server fail.',
    server: 'cookie-session',
    patches: [
      {
        file: NEGOTIATION,
        find: FORM,
        put: `accept.split(',').map((range) => (range.split('/')[1] as string).trim())\n  ${FORM}`,
      },
    ],
    caughtBy: 'negotiation.broken-accept',
    message: /status 500/,
    code: "const [, subtype] = range.split('/')\nif (subtype.trim() === 'html') …",
    attack: 'One line of input that nobody checks fills log and alarm with 500s.',
    vainFix:
      'try and catch around it with 500 as the answer: the request is at fault, not the server.',
    fix: 'Take what is not understood as if it were not there.',
    references: ['RFC 9110 12.5.1', 'ASVS 16.5.3', 'contract rule 9'],
  },
  {
    id: 'negotiation.description-not-acceptable',
    title: 'GET /about and health look at Accept.',
    server: 'server-session',
    patches: [{ file: NEGOTIATION, find: 'request.routeOptions.config?.alwaysJson || ', put: '' }],
    caughtBy: 'negotiation.always-json',
    message: /with Accept image\/png/,
    attack:
      'None: a probe that asks for */* in its own way takes a healthy server for a dead one, and restarts it.',
    vainFix: 'Another Accept for the probe that is known: the next one has another.',
    fix: "Machines' routes answer JSON whatever is accepted.",
    references: ['contract Words'],
  },
]
