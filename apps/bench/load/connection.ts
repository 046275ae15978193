/**
 * One keep-alive connection that asks, waits for the whole answer, and asks again. Requests are bytes
 * made beforehand, and of an answer only what has to be checked is read: a load that takes more of a
 * core than the server does measures itself (docs/decisions/bench.md).
 */
import { connect, type Socket } from 'node:net'

/** One request and what its answer has to be. */
export interface Asked {
  readonly request: Buffer
  readonly status: number
  /** Text that the answer has in it: that it is this visitor's. */
  readonly holds?: string
}

export class WrongAnswer extends Error {
  override name = 'WrongAnswer'
}

const ANSWER_LIMIT_MS = 10_000

const HEAD_END = '\r\n\r\n'
const LENGTH = /\r\ncontent-length: *(\d+)/i
const CHUNKED = /\r\ntransfer-encoding: *chunked/i
const LAST_CHUNK = '0\r\n\r\n'

export class Connection {
  readonly #socket: Socket
  #received = ''
  #isClosed = false
  #asked: Asked | undefined
  #answered: (answer: string) => void = () => {}
  #failed: (error: Error) => void = () => {}

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setEncoding('latin1').setNoDelay(true)
    socket.on('data', (text: string) => this.#take(text))
    socket.on('error', (error) => this.#failed(error))
    socket.on('close', () => {
      this.#isClosed = true
      this.#failed(closed())
    })
    socket.setTimeout(ANSWER_LIMIT_MS, () => {
      this.#failed(new Error(`no answer within ${ANSWER_LIMIT_MS} ms`))
    })
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect({ host: '127.0.0.1', port })
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    return new Connection(socket)
  }

  /** Sends; one of the two is called when the answer is there. @throws WrongAnswer through `failed` */
  send(asked: Asked, answered: (answer: string) => void, failed: (error: Error) => void): void {
    if (this.#isClosed) {
      failed(closed()) // nothing would tell of it any more
      return
    }
    this.#asked = asked
    this.#answered = answered
    this.#failed = failed
    this.#socket.write(asked.request)
  }

  /** The same, once, for what is no matter of speed. */
  ask(asked: Asked): Promise<string> {
    return new Promise((resolve, reject) => this.send(asked, resolve, reject))
  }

  close(): void {
    this.#failed = () => {}
    this.#socket.destroy()
  }

  #take(text: string): void {
    this.#received += text
    const asked = this.#asked
    if (asked === undefined || !isWhole(this.#received)) return
    const answer = this.#received
    this.#received = ''
    this.#asked = undefined
    const status = Number(answer.slice(9, 12))
    if (status === asked.status && (asked.holds === undefined || answer.includes(asked.holds))) {
      this.#answered(answer)
      return
    }
    const [head = ''] = asked.request.toString('latin1').split(' HTTP', 1)
    const wanted = `${asked.status}${asked.holds === undefined ? '' : ` with ${asked.holds}`}`
    this.#failed(new WrongAnswer(`${head}: expected ${wanted}, saw ${status}`))
  }
}

function closed(): Error {
  return new Error('the server closed the connection')
}

/** Whether an answer has come in full (RFC 9112 6.3). */
function isWhole(received: string): boolean {
  const headEnd = received.indexOf(HEAD_END)
  if (headEnd === -1) return false
  const head = received.slice(0, headEnd)
  const length = LENGTH.exec(head)
  if (length !== null) return received.length >= headEnd + HEAD_END.length + Number(length[1])
  return CHUNKED.test(head) ? received.endsWith(LAST_CHUNK) : true // 204 has neither
}

/** Fresh ones, closed at the end: a server lets go of one that was idle for 5 s. */
export async function withConnections<Result>(
  port: number,
  count: number,
  act: (connections: Connection[]) => Promise<Result>,
): Promise<Result> {
  const opened = Array.from({ length: count }, () => Connection.open(port))
  const connections = await Promise.all(opened)
  try {
    return await act(connections)
  } finally {
    for (const connection of connections) connection.close()
  }
}
