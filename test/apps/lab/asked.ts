/** What a lab answers and has started, seen from beside it. */
import { execFileSync } from 'node:child_process'

/** What the lab's own page would be answered. */
export async function asPage(lab: string, method: string, path: string, body?: object) {
  const { origin } = new URL(lab)
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers: { origin, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const told = (await answer.json()) as { id?: string; detail?: string }
  const { id = '', detail = '' } = told
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', id, detail }
}

export function post(lab: string, path: string, body?: object) {
  return asPage(lab, 'POST', path, body)
}

/** The processes that it started, of the program with this name. */
export function childrenOf(pid = 0, name = 'server'): number[] {
  try {
    return execFileSync('pgrep', ['-P', String(pid), '-f', `${name}\\.js`], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number)
  } catch {
    return [] // pgrep's status where there is none
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
