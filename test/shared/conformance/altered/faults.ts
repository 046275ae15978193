/** Faults in sound servers, each caught by a case that was made to ask for less than it once did. */
import { counting } from './faults-counting.ts'
import { jwt } from './faults-jwt.ts'
import { cookieSession, showingCookie, tellingApart } from './faults-sessions.ts'

export const FAULTY = [jwt, cookieSession, showingCookie, tellingApart, ...counting]
