import { byKeeper, type Requirement } from './asvs.ts'

/** ASVS 5.0 V3, of the browser's side: cookies (3.3), headers (3.4), origins (3.5). */
export const cookieRequirements: readonly Requirement[] = [
  {
    id: '3.3.1',
    level: 1,
    asks: 'Cookies are Secure, with a __Host- or __Secure- name.',
    answer: ['yes', 'over HTTPS; for cookie-session the signature too'],
  },
  {
    id: '3.3.2',
    level: 2,
    asks: 'SameSite is set by what the cookie is for.',
    answer: ['yes', 'Lax (two of the libraries set none by themselves)'],
  },
  {
    id: '3.3.3',
    level: 2,
    asks: 'Names begin with __Host- unless other hosts need the cookie.',
    answer: ['yes', 'over HTTPS'],
  },
  {
    id: '3.3.4',
    level: 2,
    asks: 'Scripts can not read a session cookie, and its value comes in Set-Cookie alone.',
    answer: {
      jwt: ['yes', 'HttpOnly; a bearer token is for scripts by its nature'],
      'cookie-session': ['yes', 'HttpOnly, the signature too'],
      server: ['yes', 'HttpOnly'],
    },
  },
  {
    id: '3.3.5',
    level: 3,
    asks: 'Name and value take no more than 4,096 bytes.',
    answer: byKeeper(
      ['yes', '413 before a state grows over it; the libraries would lose it in silence'],
      ['yes', 'the id has one length'],
    ),
  },
  {
    id: '3.4.1',
    level: 1,
    asks: 'Strict-Transport-Security on every answer.',
    answer: ['yes', 'where PUBLIC_ORIGIN is https'],
  },
  {
    id: '3.4.2',
    level: 1,
    asks: 'Access-Control-Allow-Origin is fixed, or checked against a list.',
    answer: ['yes', 'BEARER_ORIGINS, and no cookie travels that way'],
  },
  {
    id: '3.4.3',
    level: 2,
    asks: 'A Content-Security-Policy that limits what a page runs.',
    answer: ['yes', 'no script at all, no inline style'],
  },
  {
    id: '3.4.4',
    level: 2,
    asks: 'X-Content-Type-Options: nosniff on every answer.',
    answer: ['yes', 'on every answer'],
  },
  {
    id: '3.4.5',
    level: 2,
    asks: 'A Referrer-Policy that gives no path away.',
    answer: ['yes', 'same-origin'],
  },
  {
    id: '3.4.6',
    level: 2,
    asks: 'frame-ancestors forbids framing.',
    answer: ['yes', "'none'"],
  },
  {
    id: '3.5.1',
    level: 1,
    asks: 'Without a preflight to rely on, forged requests are told by a token or a header.',
    answer: ['yes', 'Sec-Fetch-Site, and Origin where a browser sends none'],
  },
  {
    id: '3.5.2',
    level: 1,
    asks: 'Where a preflight is relied on, nothing gets in without one.',
    answer: ['yes', 'bodies of other types are refused, bearer requests bring no cookie'],
  },
  {
    id: '3.5.3',
    level: 1,
    asks: 'What changes something is no GET, HEAD or OPTIONS.',
    answer: ['yes', 'GET / counts a visit, and nothing else changes by reading'],
  },
  {
    id: '3.5.4',
    level: 2,
    asks: 'Separate applications are on separate host names.',
    answer: ['out', 'three servers on one host, on purpose: no two cookies or keys are the same'],
  },
]
