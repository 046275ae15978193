/** Deeper than anything that this project's servers, or a person, would write. */
const DEEPEST = 100

/**
 * JSON of somebody else; undefined where it is none, or nested so deep that whatever walks through
 * it would run out of stack (RFC 8259 9 lets a parser set such a limit).
 */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isSafe(value, DEEPEST) ? value : undefined
  } catch {
    return undefined
  }
}

function isSafe(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (levels === 0) return false
  if (Object.hasOwn(value, 'toString') || Object.hasOwn(value, 'valueOf')) makePrintable(value)
  return Object.values(value).every((each) => isSafe(each, levels - 1))
}

/** `String(value)`, which looks for those two, would throw. The symbol is no member: nobody sees it. */
function makePrintable(value: object): void {
  Object.defineProperty(value, Symbol.toPrimitive, { value: () => '[object Object]' })
}
