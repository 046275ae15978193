/** Is what a test needs on this machine? */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { notRun, type Telling } from '../missing.ts'

/** Servers are often where only root's PATH leads. */
const PLACES = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']

/** @returns the path of the first of these commands that is here, or undefined, and then the test has been told */
export function installed(t: Telling, names: string[], how: string): string | undefined {
  const paths = names.flatMap((name) => PLACES.map((place) => join(place, name)))
  const found = paths.find((path) => existsSync(path))
  if (found !== undefined) return found
  notRun(t, `no ${names[0]}`, how)
  return undefined
}
