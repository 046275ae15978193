/**
 * JSON for files that people review: as many lines as there is something to compare, and no more.
 * @param depth levels whose members have a line each; what is deeper is on its member's line
 */
export function compactJson(value: unknown, depth: number): string {
  return `${format(value, depth, '')}\n`
}

function format(value: unknown, depth: number, indent: string): string {
  if (depth === 0 || typeof value !== 'object' || value === null) return JSON.stringify(value)
  const within = `${indent} `
  const lines = Array.isArray(value)
    ? value.map((each) => within + format(each, depth - 1, within))
    : Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .map(
          ([name, each]) => `${within}${JSON.stringify(name)}: ${format(each, depth - 1, within)}`,
        )
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n${indent}${close}`
}
