/**
 * A report as one HTML file that opens without a server: a table, and behind each cell what was seen, with every
 * exchange as it was on the wire and as curl. What came over the wire is text everywhere: the page's script puts it
 * nowhere but into text nodes.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { html } from 'ghtml'
import { asCurl } from './curl.ts'
import type { ExchangeRecord } from './exchange.ts'

/** Members that end in Html hold markup; ghtml escapes the others. */
interface Page {
  readonly title: string
  readonly heading: string
  readonly madeAt: string
  readonly intro: string
  readonly beforeTableHtml?: string
  /** The table's accessible name. */
  readonly label: string
  readonly headsHtml: readonly string[]
  readonly rows: readonly { readonly group: string; readonly rowHtml: string }[]
  /** Paths, from the project's root, of what follows the script and the style that every report has. */
  readonly script: string
  readonly style?: string
  /** What the script shows the evidence from. */
  readonly report: object
}

export function reportPage(page: Page): string {
  const { title, heading, madeAt, intro, beforeTableHtml = '', label, headsHtml, report } = page
  const script = assets('shared/reports/evidence.js', page.script)
  const style = assets('shared/pages/colours.css', 'shared/reports/page.css', page.style)
  // The page's own script and style and nothing else, even if something slipped through.
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<style>!${style}</style>
</head>
<body>
<header>
<h1>${heading}</h1>
<p>Made <time datetime="${madeAt}">${madeAt}</time>. ${intro}</p>
</header>
<main>
!${beforeTableHtml}
<div class="scroll" tabindex="0" role="region" aria-label="${label}">
<table>
<thead><tr>!${headsHtml.map((head) => html`<th scope="col">!${head}</th>`)}</tr></thead>
!${groupsHtml(page)}
</table>
</div>
</main>
<dialog id="evidence" aria-labelledby="evidence-title"><form method="dialog"><button>Close</button></form><div id="evidence-body"></div></dialog>
<script type="text/plain" id="report">!${packed(report)}</script>
<script type="module">!${script}</script>
</body>
</html>
`
}

function groupsHtml({ headsHtml, rows }: Page): string[] {
  const groups = [...new Set(rows.map(({ group }) => group))]
  return groups.map((group) => {
    const own = rows.filter((row) => row.group === group).map(({ rowHtml }) => rowHtml)
    const head = html`<tr><th colspan="${headsHtml.length}" scope="rowgroup">${group}</th></tr>`
    return html`<tbody>!${head}!${own}</tbody>`
  })
}

/** From `dist/shared/reports` back to where the compiler leaves such files. */
function assets(...paths: (string | undefined)[]): string {
  const root = new URL('../../../', import.meta.url)
  return paths.map((path) => (path ? readFileSync(new URL(path, root), 'utf8') : '')).join('')
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/**
 * With curl commands, so that the page need not know how to quote for a shell; as gzip in base64, a twentieth of the
 * 6 MB that one server's exchanges take.
 */
function packed(report: object): string {
  const json = JSON.stringify(report, (_name, value) =>
    isExchange(value) ? { ...value, curl: asCurl(value) } : value,
  )
  return gzipSync(json).toString('base64')
}

function isExchange(value: unknown): value is ExchangeRecord {
  return typeof value === 'object' && value !== null && 'requestHeaders' in value
}
