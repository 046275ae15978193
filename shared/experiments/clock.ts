/**
 * For `world.restart`: settings with which an instance takes it to be so many seconds later than it is. Node loads
 * this before the server; the system's clock, and that of a store, stay as they are.
 */
export function clockAhead(seconds: number): Readonly<Record<string, string>> {
  const code = `
    const Real = Date
    const now = () => Real.now() + ${seconds * 1000}
    globalThis.Date = class Date extends Real {
      constructor(...parts) { parts.length === 0 ? super(now()) : super(...parts) }
      static now() { return now() }
    }`
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` }
}
