/**
 * Whether a command means the same typed at a prompt as in a script. An interactive shell expands `!` to commands of
 * before, also in double quotes, and an interactive zsh knows no comments.
 */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { BARE, type ShellName } from './shell.ts'

const PRINT = { bash: 'declare -f', zsh: 'functions' }

/** Ends what is printed of one command. */
const END = '== end =='

/**
 * @returns for each command what an interactive shell read in its place; empty where that is the same. After one
 *   that leaves a quote open, the others are read wrongly as well.
 */
export async function typedDifferences(
  shell: ShellName,
  commands: readonly string[],
): Promise<string[]> {
  const typed = await understood(shell, ['-i'], commands)
  const inScript = await understood(shell, [], commands)
  return commands.map((_, index) => {
    const read = typed[index]
    if (read !== undefined && read === inScript[index]) return ''
    return read || 'a command that it cannot read'
  })
}

/** Each command as the shell prints it back, when it has read it as the body of a function. */
async function understood(
  shell: ShellName,
  more: readonly string[],
  commands: readonly string[],
): Promise<(string | undefined)[]> {
  const child = spawn(shell, [...BARE[shell], ...more], {
    env: { PATH: process.env.PATH, HOME: '/nowhere', TERM: 'dumb' },
    stdio: ['pipe', 'pipe', 'ignore'], // prompts go to stderr
    detached: true, // without a terminal, which an interactive shell would take
  })
  for (const [index, command] of commands.entries()) {
    const name = `typed${index}`
    child.stdin.write(`${name}() {\n${command}\n}\n${PRINT[shell]} ${name}\necho '${END}'\n`)
  }
  child.stdin.end()
  const printed = (await text(child.stdout)).split(`${END}\n`).slice(0, -1)
  return printed.map((each) => each || undefined)
}
