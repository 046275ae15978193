/**
 * `npm run steady:commands`: do the project's commands succeed however slow and busy the machine is? Runs each of
 * them again and again beside processes that do nothing but compute.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const USAGE = `Usage: npm run steady:commands -- [options] SCRIPT=TIMES …
  SCRIPT=TIMES        a script of package.json, and how often it runs: test=10 test:suite=3
  --busy N            busy loops beside it for each core; 1 unless given
  --cores LIST        only on these cores, such as 0 (Linux)
  --node MAJOR        with this version of Node, from npm's package "node"
Exit status 1 when a run fails; its output is kept.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    busy: { type: 'string', default: '1' },
    cores: { type: 'string' },
    node: { type: 'string' },
  },
})
const runs = positionals.map((each) => {
  const [script = '', times = ''] = each.split('=')
  return { script, times: Number(times) }
})
const loopsPerCore = Number(values.busy)
const areWhole = [loopsPerCore, ...runs.map(({ times }) => times)].every(Number.isInteger)
if (runs.length === 0 || !areWhole) {
  console.error(USAGE)
  process.exit(2)
}

const cores = values.cores === undefined ? [] : ['taskset', '-c', values.cores]
const loops: ChildProcess[] = []
let running: ChildProcess | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    // Its own group: npm's children end with it.
    if (running?.pid !== undefined) process.kill(-running.pid, 'SIGTERM')
    for (const loop of loops) loop.kill()
    process.exit(130)
  })
}
const count = values.cores === undefined ? availableParallelism() : values.cores.split(',').length
for (let i = 0; i < count * loopsPerCore; i += 1) loops.push(start(['node', '-e', 'for (;;);']))
const folder = mkdtempSync(join(tmpdir(), 'three-ways-steady-'))
let failures = 0
for (const { script, times } of runs) {
  for (let time = 1; time <= times; time += 1) {
    const log = join(folder, `${script.replace(':', '-')}-${time}.log`)
    const beganMs = performance.now()
    const status = await run(script, log)
    const seconds = Math.round((performance.now() - beganMs) / 1000)
    console.log(
      `${script}, ${time} of ${times}: ${status === 0 ? 'passed' : 'FAILED'}, ${seconds} s`,
    )
    if (status === 0) continue
    failures += 1
    console.log((await readFile(log, 'utf8')).split('\n').slice(-40).join('\n'))
  }
}
for (const loop of loops) loop.kill()
console.log(`${failures} failed. What they wrote is in ${folder}`)
process.exitCode = failures === 0 ? 0 : 1

/** @returns the exit status of an npm script whose output goes to a file */
function run(script: string, path: string): Promise<number | null> {
  const node =
    values.node === undefined ? [] : ['npm', 'exec', '--yes', `--package=node@${values.node}`, '--']
  const log = createWriteStream(path)
  running = start([...node, 'npm', 'run', script])
  running.stdout?.pipe(log)
  running.stderr?.pipe(log)
  return new Promise((resolve) => running?.once('close', resolve))
}

function start(words: readonly string[]): ChildProcess {
  const [command = '', ...args] = [...cores, ...words]
  return spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
}
