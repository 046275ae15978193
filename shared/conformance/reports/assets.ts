/** The scripts and styles of the reports that open without a server. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** @param path from the project's root: the compiler leaves such files where they are */
export function asset(path: string): string {
  return readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')
}

/** The page's own script and style and nothing else, even if something slipped through. */
export function policyOf(script: string, style: string): string {
  return `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}`
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
