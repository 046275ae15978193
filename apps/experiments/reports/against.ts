/** `--against FILE`: what changed since an earlier comparison that was written with `--json`. */
import type { Comparison } from './record.ts'

export interface Change {
  /** `ending.role-changed at jwt`. */
  name: string
  kind: 'added' | 'gone' | 'changed'
  before?: string
  now?: string
}

export function changesSince(before: Comparison, now: Comparison): Change[] {
  const left = verdictsIn(before)
  const changes: Change[] = []
  for (const [name, verdict] of verdictsIn(now)) {
    const earlier = left.get(name)
    left.delete(name)
    if (earlier === undefined) changes.push({ name, kind: 'added', now: verdict })
    else if (earlier !== verdict) {
      changes.push({ name, kind: 'changed', before: earlier, now: verdict })
    }
  }
  for (const [name, earlier] of left) changes.push({ name, kind: 'gone', before: earlier })
  return changes
}

export function changesAsText(changes: readonly Change[]): string {
  if (changes.length === 0) return 'Nothing changed since then.'
  const lines = changes.map(({ name, kind, before, now }) => {
    const what = kind === 'changed' ? `${before} -> ${now}` : (now ?? before)
    return `  ${kind.padEnd(8)} ${name}  ${what}`
  })
  return ['Changed since then:', ...lines].join('\n')
}

function verdictsIn({ experiments }: Comparison): Map<string, string> {
  return new Map(
    experiments.flatMap(({ id, cells }) =>
      cells.map(({ column, verdict, standing }) => [
        `${id} at ${column}`,
        verdict ?? standing.replace('-', ' '),
      ]),
    ),
  )
}
