import { record } from '../help/about.ts'

const VARIABLE = /\{[^{}]*\}/g

export function variablesIn(template: string): number {
  return template.match(VARIABLE)?.length ?? 0
}

/** Whether a request's path is one of a template's, whatever names its parameters have. */
export function fits(base: string, template: string, path: string): boolean {
  const whole = `${base}${template}`.replace(/(.)\/$/, '$1').replace(VARIABLE, ANYTHING)
  const parts = whole.split('/')
  const segments = path.split('/')
  return (
    parts.length === segments.length &&
    parts.every((part, index) => fitsSegment(part.split(ANYTHING), segments[index] as string))
  )
}

/** Something that stands in no path. */
const ANYTHING = '\0'

/**
 * By hand, and not by a pattern made of it: the template is the server's, and with many variables a pattern could be
 * tried for ever.
 * @param literals what has to stand there, with at least one character between two of them
 */
function fitsSegment([first = '', ...others]: readonly string[], text: string): boolean {
  const last = others.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let at = first.length
  for (const literal of others) {
    const found = text.indexOf(literal, at + 1)
    if (found === -1) return false
    at = found + literal.length
  }
  return text.endsWith(last) && text.length - last.length > at
}

/**
 * What may stand before a path: the paths of the addresses in `servers`. A document may name none
 * (then it is `/`), and behind a proxy one that the server itself never sees: nothing always may.
 */
export function basesOf(servers: readonly unknown[], origin: URL): string[] {
  const urls = servers.flat().map((server) => filledIn(record(server)))
  const bases = urls
    .filter((url) => URL.canParse(url, origin.href))
    .map((url) => new URL(url, origin))
  return ['', ...bases.map(({ pathname }) => pathname.replace(/\/$/, ''))]
}

/** The address of a server with the default of each of its variables (OpenAPI 4.8.5). */
function filledIn(server: Record<string, unknown> | undefined): string {
  const variables = record(server?.variables)
  return String(server?.url ?? '').replace(VARIABLE, (each) => {
    return String(record(variables?.[each.slice(1, -1)])?.default ?? each)
  })
}
