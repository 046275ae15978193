import { changesAsText, type Verdicts } from '../../reports/changes.ts'
import type { Report, ServerRecord } from './record.ts'

/**
 * What changed since an earlier report, as text. Servers are matched by URL, and where there is one of each, with
 * each other; a server of the earlier report that is not in this one is left out.
 */
export function changesSince(before: Report, now: Report): string {
  const [only, ...others] = now.servers
  const isPair = before.servers.length === 1 && others.length === 0
  const earlier =
    only && isPair
      ? before.servers.map((server) => ({ ...server, url: only.url }))
      : before.servers.filter(({ url }) => now.servers.some((server) => server.url === url))
  return changesAsText(verdictsIn(earlier), verdictsIn(now.servers))
}

function verdictsIn(servers: readonly ServerRecord[]): Verdicts {
  return new Map(
    servers.flatMap(({ url, results }) =>
      results.map(({ id, verdict }) => [`${id} at ${url}`, verdict]),
    ),
  )
}
