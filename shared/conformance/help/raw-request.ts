/** The first lines of a request as they go over the wire, for what no HTTP client would send. */
import { RawConnection } from '../../visitor/raw-socket.ts'
import type { CaseContext } from '../context.ts'

export function head(context: CaseContext, request: string, ...lines: string[]): string {
  return `${[`${request} HTTP/1.1`, `Host: ${context.target.origin.host}`, ...lines].join('\r\n')}\r\n\r\n`
}

export async function connect(context: CaseContext): Promise<RawConnection> {
  return RawConnection.open(context.visitor().options)
}
