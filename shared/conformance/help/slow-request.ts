import { type RawAnswer, RawConnection } from '../../visitor/raw-socket.ts'
import type { Visitor } from '../../visitor/visitor.ts'
import type { CaseContext } from '../context.ts'
import { cookieHeader, heldCredential } from './cookies.ts'

/** A request under way: its head and half its body are with the server, the rest is still to come. */
interface SlowRequest {
  /** Sends the rest, and has what the answer sets taken over by a thief's jar. */
  readonly end: (thief: Visitor) => Promise<RawAnswer>
  readonly close: () => void
}

/** Begins a request with this visitor's credential, and waits until the server has begun on it too. */
export async function beginSlowly(
  context: CaseContext,
  visitor: Visitor,
  requestLine: string,
  json: object,
): Promise<SlowRequest> {
  const body = JSON.stringify(json)
  const connection = await RawConnection.open(visitor.options)
  const lines = [
    `${requestLine} HTTP/1.1`,
    `Host: ${context.target.origin.host}`,
    'Accept: application/json',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    `Cookie: ${cookieHeader(heldCredential(context, visitor))}`,
    // The interim answer tells that the server has begun on this request (RFC 9110 10.1.1).
    'Expect: 100-continue',
  ]
  await connection.send(`${lines.join('\r\n')}\r\n\r\n`)
  await connection.continued(1000)
  await connection.send(body.slice(0, 10))
  return {
    end: async (thief) => {
      await connection.send(body.slice(10))
      const answer = await connection.answer(10_000)
      thief.jar.receive(`${context.target.origin.origin}/`, answer.setCookieLines)
      return answer
    },
    close: () => connection.close(),
  }
}
