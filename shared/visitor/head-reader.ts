import { MOST_INTERIM_ANSWERS } from './send.ts'

const HEAD_END = '\r\n\r\n'
/** Node's own parser gives up at 16 KiB; interim answers come on top. */
const MOST_CHARACTERS = 64 * 1024

/**
 * Reads the answers on a raw connection as far as they matter: interim ones (1xx) are skipped, and
 * nothing is kept that follows the head of the final one. What it is fed may have no end.
 */
export class HeadReader {
  /** The final answer's head, once it is whole. */
  head: string | undefined
  /** Whether "100 Continue" was among the interim answers. */
  continued = false
  /** Why no answer can come of this any more. */
  fault: string | undefined
  #received = ''
  #interimAnswers = 0

  push(text: string): void {
    if (this.head !== undefined || this.fault !== undefined) return
    // What was searched before is not searched again, but for a part of the end.
    const from = Math.max(0, this.#received.length - HEAD_END.length)
    this.#received += text
    let end = this.#received.indexOf(HEAD_END, from)
    while (this.#mayGoOn(end) && end !== -1) {
      this.#take(end)
      end = this.#received.indexOf(HEAD_END)
    }
    if (this.head !== undefined || this.fault !== undefined) this.#received = ''
  }

  #mayGoOn(end: number): boolean {
    if (this.head !== undefined) return false
    if (!isBeginning(this.#received)) this.fault = 'the answer is no valid HTTP'
    else if (this.#interimAnswers > MOST_INTERIM_ANSWERS) {
      this.fault = `over ${MOST_INTERIM_ANSWERS} interim answers came`
    } else if (end === -1 && this.#received.length > MOST_CHARACTERS) {
      this.fault = 'a head without end came'
    }
    return this.fault === undefined
  }

  #take(end: number): void {
    const head = this.#received.slice(0, end + 2)
    this.#received = this.#received.slice(end + HEAD_END.length)
    if (!/^HTTP\/1\.\d 1/.test(head)) this.head = head
    else {
      this.continued ||= /^HTTP\/1\.\d 100/.test(head)
      this.#interimAnswers += 1
    }
  }
}

/** Whether a status line (RFC 9112 4) may come of it. */
function isBeginning(text: string): boolean {
  const pattern = 'HTTP/1.0 200'
  const start = text.slice(0, pattern.length)
  return /^HTTP\/1\.\d [1-5]\d\d$/.test(start + pattern.slice(start.length))
}
