/**
 * The log: who and what, never how (contract, rule 11). Only what is named here is logged of a
 * request or an error; no header, no address with its parameters, no body ever is.
 */
import { destination } from 'pino'
import type { Config } from '../config/load.ts'

export function loggerOptions(config: Config, name: string) {
  return {
    name,
    level: config.logLevel,
    base: { name },
    // Written at once, so that an exit has nothing to flush: where nobody reads the log any more,
    // sonic-boom's flush tries again for ever, and a server that was told to stop stays.
    stream: destination({ dest: process.stdout.fd, sync: true }),
    serializers: {
      req: ({ method }: { method: string }) => ({ method }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      err: describe,
    },
  }
}

/** An error's kind, code and place. A library's own message may quote what a visitor sent. */
function describe(error: unknown): { type: string; message: string; stack: string; code?: string } {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' }
  const { code } = error as NodeJS.ErrnoException
  const stack = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return {
    type: error.name,
    message: code ?? error.name,
    stack: stack.join('\n'),
    ...(code !== undefined && { code }),
  }
}
