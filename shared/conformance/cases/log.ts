import type { ConformanceCase } from '../case.ts'

export const logCases: readonly ConformanceCase[] = [
  {
    id: 'log.tells-who-and-what',
    requirement: 'Sign-ins, failures, sign-outs, password changes and refusals are logged.',
    level: 'MUST',
    references: ['contract rule 11', 'ASVS 16.3.1'],
    needs: ['server-log'],
    run: async (context) => context.notJudged("the server's log"),
  },
  {
    id: 'log.never-tells-how',
    requirement: 'No password, token, cookie or session id is in the log.',
    level: 'MUST',
    references: ['contract rule 11', 'ASVS 16.2.5', 'ASVS 14.1.2'],
    needs: ['server-log'],
    run: async (context) => context.notJudged("the server's log"),
  },
]
