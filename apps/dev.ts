/** `npm run dev`: compiles on change; each server starts anew when a file that it uses has changed. */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))
const programs = [
  [join(typescript, 'bin', 'tsc'), '--watch', '--preserveWatchOutput'],
  ...['jwt', 'cookie-session', 'server-session'].map((style) => [
    '--watch',
    '--watch-preserve-output',
    fileURLToPath(new URL(`./${style}/server.js`, import.meta.url)),
  ]),
]
const children = programs.map((program) => spawn(process.execPath, program, { stdio: 'inherit' }))
for (const child of children) {
  child.once('exit', () => {
    for (const other of children) other.kill('SIGTERM')
  })
}
