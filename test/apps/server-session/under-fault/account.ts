/**
 * What one visitor knows of its own state, and whether an answer fits. After an acknowledged write it
 * is one thing; after a write that was answered with an error, or not at all, it may be either.
 */
export type Step = 'count' | 'me' | 'write' | 'notes'
/** Half of them write. */
export const STEPS: readonly Step[] = ['count', 'me', 'write', 'notes']

export class Account {
  #visits = new Set([0])
  #text = new Set([''])
  /** False once it has asked to be signed out and was told so; undefined while that is not known. */
  signedIn: boolean | undefined = true
  #texts = 0

  /** The text that it sends next. */
  nextText(): string {
    this.#texts += 1
    return `text ${this.#texts}`
  }

  /**
   * What a 200 or 204 says.
   * @param mayRevert a write that was not acknowledged may be seen now and be gone later
   * @returns what is wrong with it, if anything is
   */
  acknowledged(
    step: Step,
    seen: { visits?: number; text?: string },
    mayRevert = false,
  ): string | undefined {
    const isRead = step === 'me' || step === 'notes'
    if (this.signedIn === false)
      return 'answered as signed in after a sign-out that was acknowledged'
    if (step === 'count' || step === 'me') {
      const more = step === 'count' ? 1 : 0
      const expected = [...this.#visits].map((visits) => visits + more)
      const visits = seen.visits ?? Number.NaN
      const fits = expected.includes(visits)
      if (!(fits && isRead && mayRevert)) this.#visits = new Set([visits])
      if (!fits) return `${step}: ${visits} visits, not ${expected.join(' or ')}`
    } else {
      const text = seen.text ?? ''
      const expected = step === 'write' ? [text] : [...this.#text]
      const fits = expected.includes(text)
      if (!(fits && isRead && mayRevert)) this.#text = new Set([text])
      if (!fits) return `${step}: "${text}", not "${expected.join('" or "')}"`
    }
    return undefined
  }

  /** A write whose outcome is not known. */
  unknown(step: Step, text: string): void {
    if (step === 'count') this.#visits = new Set([...this.#visits].flatMap((n) => [n, n + 1]))
    if (step === 'write') this.#text.add(text)
  }
}
