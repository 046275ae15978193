import { byKeeper, type Requirement } from './asvs.ts'

/** ASVS 5.0 V7, session management. */
export const sessionRequirements: readonly Requirement[] = [
  {
    id: '7.1.1',
    level: 2,
    asks: 'The idle and the absolute time are written down, and why they are so.',
    answer: [
      'yes',
      'IDLE_SECONDS and ABSOLUTE_SECONDS, told by GET /about; 30 minutes and 12 hours in docs/configuration',
    ],
  },
  {
    id: '7.1.2',
    level: 2,
    asks: 'How many sign-ins a user may have at once is written down, and what happens at the limit.',
    answer: byKeeper(
      ['no', 'they can not be counted, so no limit can be kept'],
      ['yes', 'any number, by the threat model; they can be listed and ended'],
    ),
  },
  {
    id: '7.1.3',
    level: 2,
    asks: 'Where sign-ins are federated, their lifetimes and ends fit together.',
    answer: ['none', 'no federation'],
  },
  {
    id: '7.2.1',
    level: 1,
    asks: 'A trusted server verifies the session token.',
    answer: ['yes', 'each request, on the server'],
  },
  {
    id: '7.2.2',
    level: 1,
    asks: 'Tokens are made when needed; a fixed secret or API key is none.',
    answer: ['yes', 'made at sign-in'],
  },
  {
    id: '7.2.3',
    level: 1,
    asks: 'A reference token is unique, from a secure generator, with 128 bits of entropy.',
    answer: byKeeper(
      ['none', 'the credential refers to nothing; its sign-in id has 128 random bits'],
      ['yes', '192 random bits, and a signature'],
    ),
  },
  {
    id: '7.2.4',
    level: 1,
    asks: 'Signing in, and signing in again, makes a new token and ends the old one.',
    answer: byKeeper(
      ['remedy', 'new, yes; the old one ends only with REVOCATION=denylist'],
      ['yes', 'the id is made anew and the old one is gone'],
    ),
  },
  {
    id: '7.3.1',
    level: 2,
    asks: 'A sign-in ends after a time without use.',
    answer: byKeeper(
      ['yes', 'by a time in the state, renewed with use; an earlier copy lasts until its own'],
      ['yes', 'by a time in the state, one for all copies'],
    ),
  },
  {
    id: '7.3.2',
    level: 2,
    asks: 'A sign-in ends after an absolute time.',
    answer: ['yes', 'the time of the sign-in goes from credential to credential'],
  },
  {
    id: '7.4.1',
    level: 1,
    asks: 'After sign-out or expiry the token is of no use; self-contained ones need a denylist or the like.',
    answer: byKeeper(
      ['remedy', 'REVOCATION=denylist; with REFRESH=on alone within the access time'],
      ['yes', 'the state is deleted, and a slow request does not bring it back'],
    ),
  },
  {
    id: '7.4.2',
    level: 1,
    asks: 'All sign-ins of a user end when the account is disabled or deleted.',
    answer: [
      'remedy',
      'ACCOUNT_CHECK=every-request, for all three: a session does not look either',
    ],
  },
  {
    id: '7.4.3',
    level: 2,
    asks: 'A user can end all other sign-ins after a change of the password.',
    answer: byKeeper(
      ['remedy', 'ACCOUNT_CHECK=every-request: a time before which all ended'],
      ['yes', 'by the index of sign-ins, at once'],
    ),
  },
  {
    id: '7.4.4',
    level: 2,
    asks: 'Every page for who is signed in lets them sign out.',
    answer: ['yes', 'a form on the page'],
  },
  {
    id: '7.4.5',
    level: 2,
    asks: 'An administrator can end the sign-ins of one user, or of all.',
    answer: byKeeper(
      ['remedy', 'all: a new secret. One: disable, with ACCOUNT_CHECK'],
      ['remedy', 'all: a new secret, or an empty store. One: disable, with ACCOUNT_CHECK'],
    ),
  },
  {
    id: '7.5.1',
    level: 2,
    asks: 'Sensitive attributes of the account change only after a full sign-in anew.',
    answer: ['yes', 'the current password, for a new one and to end every sign-in'],
  },
  {
    id: '7.5.2',
    level: 2,
    asks: 'Users see their sign-ins and can end each, having signed in anew.',
    answer: byKeeper(
      ['no', 'nobody knows which there are; 501 style-cannot'],
      ['part', 'GET /sessions; ending all asks for the password, ending one does not'],
    ),
  },
  {
    id: '7.5.3',
    level: 3,
    asks: 'Highly sensitive operations ask for one more factor.',
    answer: ['out', 'one factor only'],
  },
  {
    id: '7.6.2',
    level: 2,
    asks: 'A sign-in begins by an act of the user alone.',
    answer: ['yes', 'by POST /login, never by a link'],
  },
]
