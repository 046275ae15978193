/** Starts servers, each as a process of its own on a free port; those of this project with data of their own. */

import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { StyleName } from '../styles.ts'
import { NODE } from './node.ts'

/** A server that said where it listens, by `process.send({ listening: url })`. */
export interface StartedServer {
  url: string
  process: ChildProcess
  /** The file that its output goes to as well, as an operator's log would. */
  logPath: string
  /** All that it has written to the terminal so far. */
  output(): string
  /** Ends it as a stop of the machine would, and waits until it is gone. @returns its exit status */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export interface RunningServer extends StartedServer {
  dataDirectory: string
}

/** What is to be taken away at the end: a test of tap, or anything else that has an end. */
export interface Test {
  teardown(end: () => unknown): void
}

/**
 * @param environment settings beside those that keep it apart from others: `PORT` 0 and a `DATA_DIR` of its own
 * @param nodeArgs arguments for Node itself, before the server's file
 * @throws Error with what the server said when it does not come up
 */
export async function startServer(
  t: Test,
  style: StyleName,
  environment: NodeJS.ProcessEnv = {},
  nodeArgs: readonly string[] = [],
): Promise<RunningServer> {
  const dataDirectory = environment.DATA_DIR ?? temporaryDirectory(t)
  const path = fileURLToPath(new URL(`../../apps/${style}/server.js`, import.meta.url))
  const settings = { DATA_DIR: dataDirectory, ...environment }
  return { ...(await startFile(t, path, settings, nodeArgs)), dataDirectory }
}

/** @param path the file of a server, of this project or another */
export async function startFile(
  t: Test,
  path: string,
  environment: NodeJS.ProcessEnv,
  nodeArgs: readonly string[] = [],
): Promise<StartedServer> {
  const [command, ...args] = NODE
  const child = spawn(command, [...args, ...nodeArgs, path], {
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const logPath = join(temporaryDirectory(t), 'server.log')
  writeFileSync(logPath, '')
  let written = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      written += text
      appendFileSync(logPath, text)
    })
  }
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const server: StartedServer = {
    url: '',
    process: child,
    logPath,
    output: () => written,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return exited
    },
  }
  t.teardown(() => server.stop('SIGKILL'))
  const listening = new Promise<string>((resolve) => {
    child.once('message', (message) => resolve((message as { listening: string }).listening))
  })
  const failed = exited.then((status) => {
    throw new Error(`${path} ended at start with status ${status}:\n${written}`)
  })
  failed.catch(() => {})
  server.url = await Promise.race([listening, failed])
  return server
}

export function temporaryDirectory(t: Test): string {
  const directory = mkdtempSync(join(tmpdir(), 'three-ways-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
