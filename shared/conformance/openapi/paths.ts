import { record } from '../about.ts'

const VARIABLE = /\{[^{}]*\}/g

export function variablesIn(template: string): number {
  return template.match(VARIABLE)?.length ?? 0
}

/** Whether a request's path is one of a template's, whatever names its parameters have. */
export function fits(base: string, template: string, path: string): boolean {
  const literals = `${base}${template}`.replace(/(.)\/$/, '$1').split(VARIABLE)
  const pattern = literals.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('[^/]+')
  return new RegExp(`^${pattern}$`).test(path)
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
