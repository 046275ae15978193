/** Starts servers on free ports, those of this project with data of their own, for as long as a test lasts. */
import type { ChildProcess } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StyleName } from '../styles.ts'
import { NODE } from './node.ts'
import { ServerProcess, serverFile } from './server-process.ts'

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
  const settings = { DATA_DIR: dataDirectory, ...environment }
  return { ...(await startFile(t, serverFile(style), settings, nodeArgs)), dataDirectory }
}

/** @param path the file of a server, of this project or another */
export async function startFile(
  t: Test,
  path: string,
  environment: NodeJS.ProcessEnv,
  nodeArgs: readonly string[] = [],
): Promise<StartedServer> {
  const server = new ServerProcess(path, [...NODE, ...nodeArgs, path], {
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
  })
  const logPath = join(temporaryDirectory(t), 'server.log')
  writeFileSync(logPath, '')
  for (const stream of [server.process.stdout, server.process.stderr]) {
    stream?.on('data', (text) => appendFileSync(logPath, text))
  }
  t.teardown(() => server.stop('SIGKILL'))
  return {
    url: await server.listening,
    process: server.process,
    logPath,
    output: () => server.output,
    stop: (signal) => server.stop(signal),
  }
}

export function temporaryDirectory(t: Test): string {
  const directory = mkdtempSync(join(tmpdir(), 'three-ways-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
