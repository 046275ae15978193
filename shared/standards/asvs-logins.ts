import type { Requirement } from './asvs.ts'

/** ASVS 5.0 V6, passwords and logins: the same for the three styles. */
export const loginRequirements: readonly Requirement[] = [
  {
    id: '6.1.1',
    level: 1,
    asks: 'How guessing is slowed, without locking owners out, is written down.',
    answer: ['yes', 'docs/decisions/counting-failures; the numbers in GET /about'],
  },
  { id: '6.2.1', level: 1, asks: 'Passwords have 8 characters or more.', answer: ['yes', '8'] },
  {
    id: '6.2.2',
    level: 1,
    asks: 'Users can change their password.',
    answer: ['yes', 'POST /password'],
  },
  {
    id: '6.2.3',
    level: 1,
    asks: 'A change takes the current password and the new one.',
    answer: ['yes', 'both, and the current one is throttled as at sign-in'],
  },
  {
    id: '6.2.4',
    level: 1,
    asks: 'The 3,000 most common passwords are refused.',
    answer: ['yes', '49,000'],
  },
  {
    id: '6.2.5',
    level: 1,
    asks: 'No rules on which characters a password has.',
    answer: ['yes', 'none'],
  },
  {
    id: '6.2.6',
    level: 1,
    asks: 'The field is of type password.',
    answer: ['yes', 'with autocomplete for managers'],
  },
  {
    id: '6.2.7',
    level: 1,
    asks: 'Paste and password managers work.',
    answer: ['yes', 'nothing keeps them away'],
  },
  {
    id: '6.2.8',
    level: 1,
    asks: 'A password is taken exactly as sent.',
    answer: ['yes', 'no trimming, no folding, no cut at 72 bytes'],
  },
  {
    id: '6.2.9',
    level: 2,
    asks: '64 characters and more are taken.',
    answer: ['yes', 'up to 256'],
  },
  {
    id: '6.2.10',
    level: 2,
    asks: 'A password lasts until its user changes it.',
    answer: ['yes', 'nothing expires it'],
  },
  {
    id: '6.2.11',
    level: 2,
    asks: 'Words of the context are refused.',
    answer: ['yes', "the user's name, and that repeated"],
  },
  {
    id: '6.2.12',
    level: 2,
    asks: 'Passwords from breaches are refused.',
    answer: ['out', 'a list of common ones only; no service is asked'],
  },
  {
    id: '6.3.1',
    level: 1,
    asks: 'Guessing and stuffing are slowed, as written down.',
    answer: ['yes', 'three counts of failures, shared by all instances'],
  },
  {
    id: '6.3.2',
    level: 1,
    asks: 'There are no default accounts.',
    answer: ['yes', 'none in production; alice and bob elsewhere'],
  },
  { id: '6.3.3', level: 2, asks: 'More than one factor.', answer: ['out', 'one factor only'] },
  {
    id: '6.3.4',
    level: 2,
    asks: 'Every way in is documented, and equally strong.',
    answer: ['yes', 'POST /login alone; a cookie or a bearer token by the same checks'],
  },
  {
    id: '6.3.5',
    level: 3,
    asks: 'Users hear of suspicious attempts.',
    answer: ['out', 'they are in the log; no mail'],
  },
  {
    id: '6.3.7',
    level: 3,
    asks: 'Users hear of changes to their account.',
    answer: ['out', 'they are in the log; no mail'],
  },
  {
    id: '6.3.8',
    level: 3,
    asks: 'Nothing tells whether a user exists.',
    answer: ['yes', 'one answer, in the same time'],
  },
]
