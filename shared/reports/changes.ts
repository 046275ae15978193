/** `--against FILE`: what changed since an earlier report that was written with `--json`. */

/** Verdicts by what they are about: `ending.role-changed at jwt`. */
export type Verdicts = ReadonlyMap<string, string>

export function changesAsText(before: Verdicts, now: Verdicts): string {
  const lines: string[] = []
  const add = (kind: string, key: string, what: string) => {
    lines.push(`  ${kind.padEnd(8)} ${key}  ${what}`)
  }
  for (const [key, verdict] of now) {
    const earlier = before.get(key)
    if (earlier === undefined) add('added', key, verdict)
    else if (earlier !== verdict) add('changed', key, `${earlier} -> ${verdict}`)
  }
  for (const [key, verdict] of before) if (!now.has(key)) add('gone', key, verdict)
  return lines.length === 0
    ? 'Nothing changed since then.'
    : `Changed since then:\n${lines.join('\n')}`
}
