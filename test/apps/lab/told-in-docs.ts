/** What a document in Markdown says, as a reader of its page sees it. */

/** Of each table its rows, without the head. */
export function parsedTables(markdown: string): string[][][] {
  return [...markdown.matchAll(/^\|.*\|\n\|[-:|]+\|\n((?:\|.*\|\n)+)/gm)].map(([, rows = '']) =>
    rows
      .trim()
      .split('\n')
      .map((row) => row.slice(2, -2).split(' | ').map(plain)),
  )
}

/** Paragraphs that say something: neither headings nor pictures, nor the document's own head and list of links. */
export function plainParagraphs(markdown: string): string[] {
  const body = markdown.slice(markdown.indexOf('\n## '))
  return body
    .split(/\n{2,}/)
    .filter((each) => /^[A-Z0-9`\\]/.test(each.trim()) && !each.startsWith('Versions:'))
    .map((each) => plain(each).replace(/\s+/g, ' '))
}

function plain(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|`/g, '')
    .replace(/\\(.)/g, '$1')
    .trim()
}
