/** The documents, as they stand in docs, for the page to show. */
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Marked, type Tokens } from 'marked'
import type { App } from '../../../shared/app/app-types.ts'
import { Type } from '../../../shared/type.ts'
import { problem } from './problem.ts'

const FOLDER = fileURLToPath(new URL('../../../../docs/', import.meta.url))
const Params = Type.Object({ '*': Type.String({ maxLength: 100 }) })

export function readingRoutes(app: App): void {
  /** By the file's path under docs, without `.md`: nothing else is read. */
  const known = new Map(
    readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .map((path) => [path.replace(/\.md$/, ''), join(FOLDER, path)]),
  )

  app.get('/api/read', () => [...known.keys()].sort())

  app.get('/api/read/*', { schema: { params: Params } }, async (request, reply) => {
    const name = request.params['*']
    const file = known.get(name)
    if (file === undefined) return problem(reply, 404, `There is no document ${basename(name)}.`)
    return { name, html: rendered(await readFile(file, 'utf8'), name) }
  })
}

function rendered(markdown: string, name: string): string {
  const folder = name.includes('/') ? `${name.slice(0, name.lastIndexOf('/'))}/` : ''
  const marked = new Marked({
    walkTokens(token) {
      if (token.type === 'link') token.href = inLab(token.href, folder)
      if (token.type === 'image') token.href = `/docs/${folder}${token.href}`
    },
    renderer: {
      // A header that says nothing is none (WCAG 2.2, 1.3.1).
      tablecell({ tokens, header }: Tokens.TableCell) {
        const text = this.parser.parseInline(tokens)
        const tag = header && text !== '' ? 'th' : 'td'
        return `<${tag}>${text}</${tag}>`
      },
      heading({ tokens, depth, text }: Tokens.Heading) {
        return `<h${depth} id="${anchor(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
    },
  })
  return marked.parse(markdown.replace(/^<!--.*?-->\s*/s, ''), { async: false })
}

/** Where the lab usually is: what links there leads to this lab, wherever it is. */
const USUAL_LAB = 'http://localhost:3000'

/** Links to the lab, and from one document to another, lead to views of this lab. */
export function inLab(href: string, folder: string): string {
  if (href.startsWith(`${USUAL_LAB}/`)) return href.slice(USUAL_LAB.length)
  if (/^[a-z]+:|^#/.test(href)) return href
  const [path = '', hash] = href.split('#')
  const at = new URL(path, `http://docs/${folder}`).pathname.slice(1)
  return `/read/${at.replace(/\.md$/, '')}${hash === undefined ? '' : `#${hash}`}`
}

/** As GitHub makes it. */
function anchor(text: string): string {
  return text
    .toLowerCase()
    .replace(/[`*]/g, '')
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .replace(/ /g, '-')
}
