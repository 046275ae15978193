/**
 * Which methods an address takes: every other gets 405 with `Allow`, and `OPTIONS` gets 204 with it
 * (contract, rule 9; RFC 9110 9.3.7 and 15.5.6). Looked up only for what no route has answered: a
 * route for each of the other 30 methods of each address would take a tenth of a second at start.
 */
import type { App } from '../app/app-types.ts'

export interface Address {
  /** For the header `Allow`. */
  allow: string
  anyHost: boolean
}

/** Finds what is known of a path, or undefined when nothing is there. */
export type AddressOf = (url: string) => Address | undefined

interface Known {
  pattern: RegExp
  methods: Set<string>
  anyHost: boolean
}

/** Call before the first route. */
export function noteAddresses(app: App): AddressOf {
  const known = new Map<string, Known>()
  app.addHook('onRoute', ({ url, method, config }) => {
    const entry = known.get(url) ?? { pattern: patternOf(url), methods: new Set(), anyHost: false }
    known.set(url, entry)
    for (const name of [method].flat()) entry.methods.add(name)
    entry.anyHost ||= config?.anyHost === true
  })
  return (url) => {
    const path = decoded(url.split('?', 1)[0] ?? '')
    for (const { pattern, methods, anyHost } of known.values()) {
      if (pattern.test(path)) return { allow: [...methods, 'OPTIONS'].join(', '), anyHost }
    }
    return undefined
  }
}

/** As the router does; what can't be decoded matches nothing. */
function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return ''
  }
}

/** `/notes/:name` as the router has it: a parameter is what stands between two slashes. */
function patternOf(url: string): RegExp {
  const escaped = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/:\w+/g, '[^/]+')}$`)
}
