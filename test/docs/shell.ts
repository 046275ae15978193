/**
 * One session of bash or zsh that runs a document's commands one after the other, so that variables, functions
 * and background servers carry over, as they do in a reader's terminal.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { Readable, Writable } from 'node:stream'

export type ShellName = 'bash' | 'zsh'

/** Without anyone's own start files. */
export const BARE = { bash: ['--noprofile', '--norc'], zsh: ['-f'] }

/** Far beyond what the slowest machine needs: it names a command that never ends before the file's own limit. */
const MAX_COMMAND_MS = 300_000

/**
 * Commands come over a channel of their own, each ended by a zero byte, so that none can read the next
 * as its input. When the channel ends, even because this process was killed, the servers end too.
 * tap puts a tracer into each process that a test starts; a reader has none, and tsc fails with it.
 */
const session = (mark: string) => `
  exec 2>&1
  unset NODE_OPTIONS
  trap 'trap - EXIT; kill 0' EXIT
  while IFS= read -r -d '' -u 3 command; do
    eval "$command" < /dev/null 3<&-
    printf '%s\\n' ${mark}
  done`

export class Shell {
  readonly #mark = randomUUID()
  readonly #shell: ChildProcess
  readonly #ended: Promise<void>
  readonly #killAtExit = () => this.#kill()
  #received = ''
  #wake = () => {}
  #open = true

  constructor(name: ShellName, folder: string, env: NodeJS.ProcessEnv) {
    const options = { cwd: folder, env, detached: true } as const // leads a process group of its own
    this.#shell = spawn(name, [...BARE[name], '-c', session(this.#mark)], {
      ...options,
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    })
    const stdout = this.#shell.stdout as Readable
    stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#received += text
      this.#wake()
    })
    this.#ended = new Promise((resolve) => {
      this.#shell.once('close', () => {
        this.#open = false
        this.#wake()
        resolve()
      })
    })
    process.once('exit', this.#killAtExit)
  }

  /**
   * Runs a command and gives what it wrote to stdout and stderr, without the last line's end.
   * @throws Error when it does not come to an end, or ends the session
   */
  async run(command: string): Promise<string> {
    const commands = this.#shell.stdio[3] as Writable
    commands.write(`${command}\0`)
    const deadline = setTimeout(() => this.#kill(), MAX_COMMAND_MS)
    const end = `${this.#mark}\n`
    while (this.#open && !this.#received.endsWith(end)) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    clearTimeout(deadline)
    const answer = this.#received
    this.#received = ''
    if (!answer.endsWith(end)) throw new Error(`no end; until then it wrote:\n${answer}`)
    return answer.slice(0, -end.length).replace(/\n$/, '')
  }

  async close(): Promise<void> {
    this.#kill()
    await this.#ended
    process.off('exit', this.#killAtExit)
  }

  /** The group: the shell, and every server that was started in it. */
  #kill(): void {
    try {
      if (this.#shell.pid !== undefined) process.kill(-this.#shell.pid, 'SIGKILL')
    } catch {} // nobody is left in it
  }
}
