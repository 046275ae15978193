/** What a document tells its reader to type, and what it says they will see. */

export interface Step {
  /** Where the command stands in the document, counted from 1. */
  line: number
  command: string
  /** The lines below the command, as documented. */
  answer: string
}

const FENCE = /^\s*(`{3,}|~{3,})\s*(\S*)/
/** Languages that a command would be written in, if it were not to be run. */
const SHELLS = new Set(['bash', 'sh', 'shell', 'zsh', 'terminal', 'shell-session', 'shellsession'])

/**
 * The steps of every block fenced as `console`: `$ ` starts a command, `> ` continues it, and what
 * follows is its answer.
 * @throws Error for a block that looks like commands and is none that can be run
 */
export function stepsIn(markdown: string): Step[] {
  const lines = markdown.split('\n')
  const steps: Step[] = []
  for (let i = 0; i < lines.length; i += 1) {
    const [, fence, language = ''] = FENCE.exec(lines[i] ?? '') ?? []
    if (fence === undefined) continue
    const from = i + 1
    const length = lines.slice(from).findIndex((line) => closes(line, fence))
    if (length === -1) throw new Error(`line ${from}: this block has no end`)
    const block = lines.slice(from, from + length)
    if (language === 'console') steps.push(...stepsOf(block, from + 1))
    else refuseCommands(block, language, from)
    i = from + length
  }
  return steps
}

function closes(line: string, fence: string): boolean {
  const text = line.trim()
  return text.startsWith(fence) && new Set(text).size === 1
}

function stepsOf(block: string[], firstLine: number): Step[] {
  const steps: Step[] = []
  let answers: string[] | undefined
  block.forEach((text, i) => {
    const last = steps.at(-1)
    if (text.startsWith('$ ')) {
      answers = undefined
      steps.push({ line: firstLine + i, command: text.slice(2), answer: '' })
    } else if (last === undefined) {
      throw new Error(`line ${firstLine + i}: an answer without a command`)
    } else if (answers === undefined && /^>( |$)/.test(text)) {
      last.command += `\n${text.slice(2)}`
    } else {
      answers = [...(answers ?? []), text]
      last.answer = answers.join('\n')
    }
  })
  if (steps.length === 0) throw new Error(`line ${firstLine}: a console block without a command`)
  return steps
}

function refuseCommands(block: string[], language: string, line: number): void {
  if (SHELLS.has(language.toLowerCase()) || block.some((text) => /^\s*\$ /.test(text))) {
    throw new Error(`line ${line}: commands stand in blocks marked "console", where they are run`)
  }
}
