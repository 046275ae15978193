import type { Requirement } from './asvs.ts'

const NOT_A_TOKEN = [
  'none',
  'the id says nothing by itself; its signature only keeps guesses from the store',
] as const

/** ASVS 5.0 V9, self-contained tokens. The cookie of cookie-session is one: what it says is relied upon. */
export const tokenRequirements: readonly Requirement[] = [
  {
    id: '9.1.1',
    level: 1,
    asks: 'A signature or MAC is checked before what the token says is used.',
    answer: {
      jwt: ['yes', 'jwt.verify; the unverified header only picks a key'],
      'cookie-session': ['yes', 'a MAC over name and value, by keygrip'],
      server: NOT_A_TOKEN,
    },
  },
  {
    id: '9.1.2',
    level: 1,
    asks: 'Only algorithms of a list are accepted, never none, never a mix of keys and secrets.',
    answer: {
      jwt: ['yes', 'one algorithm, by configuration'],
      'cookie-session': ['yes', 'fixed: HMAC-SHA-256 (the library would take SHA-1)'],
      server: NOT_A_TOKEN,
    },
  },
  {
    id: '9.1.3',
    level: 1,
    asks: 'Keys come from where they were configured, never from the token.',
    answer: {
      jwt: ['yes', 'kid picks among own keys; jku, jwk, x5u count for nothing'],
      'cookie-session': ['yes', 'a cookie names no key'],
      server: NOT_A_TOKEN,
    },
  },
  {
    id: '9.2.1',
    level: 1,
    asks: 'A token counts only within its time.',
    answer: {
      jwt: ['yes', 'exp, which has to be there; nbf'],
      'cookie-session': ['yes', 'a time in the state; the library itself never looks at one'],
      server: NOT_A_TOKEN,
    },
  },
  {
    id: '9.2.2',
    level: 2,
    asks: 'A token counts only for its type and purpose.',
    answer: {
      jwt: ['yes', 'typ, which the library leaves to the app'],
      'cookie-session': ['yes', 'its name is signed with it'],
      server: NOT_A_TOKEN,
    },
  },
  {
    id: '9.2.3',
    level: 2,
    asks: 'A service accepts only tokens that are for it.',
    answer: {
      jwt: ['part', 'aud and iss, which name the style: a secret for each deployment'],
      'cookie-session': [
        'part',
        'by keys alone: each style derives its own; a secret for each deployment',
      ],
      server: NOT_A_TOKEN,
    },
  },
  {
    id: '9.2.4',
    level: 2,
    asks: 'Where one key signs for several audiences, each token names its own.',
    answer: {
      jwt: ['part', 'aud, the same for each deployment of the style: a secret for each'],
      'cookie-session': ['no', 'a cookie names nobody: one key for each audience'],
      server: NOT_A_TOKEN,
    },
  },
]
