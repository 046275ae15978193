/** The page as it is sent: for who has no JavaScript it links the three servers, which may be elsewhere than usual. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { USUAL_SERVERS } from './conformance/judged-origins.ts'

/**
 * @param folder with what Vite made
 * @param servers origins of jwt, cookie-session and server-session
 */
export function indexPage(folder: string, servers: readonly string[]): string {
  const built = readFileSync(join(folder, 'index.html'), 'utf8')
  return USUAL_SERVERS.reduce(
    (page, usual, index) => page.replace(`"${usual}"`, `"${servers[index] ?? usual}"`),
    built,
  )
}
