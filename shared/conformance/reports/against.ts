/** `--against FILE`: what changed since an earlier run that was written with `--json`. */
import type { Report, ServerRecord } from './record.ts'

export interface Change {
  server: string
  id: string
  kind: 'added' | 'gone' | 'changed'
  before?: string
  now?: string
}

/** Servers are matched by URL, and where there is one of each, with each other. */
export function changesSince(before: Report, now: Report): Change[] {
  return now.servers.flatMap((server) => {
    const earlier = earlierOf(server, before, now)
    return earlier === undefined ? allAdded(server) : compare(earlier, server)
  })
}

export function changesAsText(changes: readonly Change[]): string {
  if (changes.length === 0) return 'Nothing changed since then.'
  const lines = changes.map(({ server, id, kind, before, now }) => {
    const what = kind === 'changed' ? `${before} -> ${now}` : (now ?? before)
    return `  ${kind.padEnd(8)} ${id}  ${what}  (${server})`
  })
  return ['Changed since then:', ...lines].join('\n')
}

function earlierOf(server: ServerRecord, before: Report, now: Report): ServerRecord | undefined {
  const same = before.servers.find(({ url }) => url === server.url)
  const onePair = before.servers.length === 1 && now.servers.length === 1
  return same ?? (onePair ? before.servers[0] : undefined)
}

function allAdded({ url, results }: ServerRecord): Change[] {
  return results.map(({ id, verdict }) => ({ server: url, id, kind: 'added', now: verdict }))
}

function compare(earlier: ServerRecord, { url, results }: ServerRecord): Change[] {
  const left = new Map(earlier.results.map(({ id, verdict }) => [id, verdict]))
  const changes: Change[] = []
  for (const { id, verdict } of results) {
    const before = left.get(id)
    left.delete(id)
    if (before === undefined) changes.push({ server: url, id, kind: 'added', now: verdict })
    else if (before !== verdict) {
      changes.push({ server: url, id, kind: 'changed', before, now: verdict })
    }
  }
  for (const [id, before] of left) changes.push({ server: url, id, kind: 'gone', before })
  return changes
}
