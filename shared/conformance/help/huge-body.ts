/** A body beyond all measure, sent piece by piece: what a server answers, and when it does. */
import type { CaseContext } from '../context.ts'
import { connect, head } from './raw-request.ts'

const CHUNKS = 64
/** A server may give a body no longer than this to arrive, and less than the contract allows. */
const HASTE_SECONDS = 5

interface HugeBody {
  readonly how: 'declared' | 'in chunks'
  readonly bytes: number
  /** How long an answer is waited for before more is sent. */
  readonly pauseMs: number
}

/** @returns undefined where the connection was reset before an answer could be read */
export async function statusOfHugeBody(
  context: CaseContext,
  { how, bytes, pauseMs }: HugeBody,
): Promise<number | undefined> {
  const chunk = 'x'.repeat(bytes / CHUNKS)
  const inChunks = how === 'in chunks'
  const length = inChunks ? 'Transfer-Encoding: chunked' : `Content-Length: ${bytes}`
  const connection = await connect(context)
  const startedMs = performance.now()
  try {
    await connection.send(head(context, 'POST /login', 'Content-Type: application/json', length))
    for (let sent = 0; sent < CHUNKS; sent += 1) {
      if (await connection.answeredWithin(pauseMs)) break
      await connection.send(inChunks ? `${chunk.length.toString(16)}\r\n${chunk}\r\n` : chunk)
    }
    // A server may read the body to its end before it answers, so it has to have one.
    if (inChunks && !connection.answered) await connection.send('0\r\n\r\n')
    const { status } = await connection.answer(5000)
    const isLate = performance.now() - startedMs > HASTE_SECONDS * 1000
    if (status === 408 && isLate) context.notJudged('a way to the server that is quicker')
    return status
  } finally {
    connection.close()
  }
}
