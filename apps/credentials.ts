/** The `credential.ts` of each style that has one. */
import { existsSync } from 'node:fs'
import type { StyleCredential } from '../shared/style-credential.ts'
import { STYLES } from '../shared/styles.ts'

export const CREDENTIALS: ReadonlyMap<string, StyleCredential> = new Map(
  (await Promise.all(STYLES.map(load))).flat(),
)

async function load(name: string): Promise<[string, StyleCredential][]> {
  const url = new URL(`./${name}/credential.js`, import.meta.url)
  if (!existsSync(url)) return []
  const { credential } = (await import(url.href)) as { credential: StyleCredential }
  return [[name, credential]]
}
