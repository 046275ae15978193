/** One style's part in a step: what is done to its jar, and the request. */
import type { StyleName } from '../../../shared/styles.ts'
import type { JarChange, SentRequest } from '../play/done.ts'
import type { Who } from '../play/frame.ts'
import type { StepColumn } from './session.ts'
import { argument, commented, word } from './shell.ts'

/** @param known numbers of the steps whose jars the script has */
export function columnLines(
  { style, frame, done }: StepColumn,
  known: ReadonlySet<number>,
): string[] {
  const { request, jar } = done
  return [
    ...commented(`${style}: ${frame.sentence}`),
    ...(jar === null ? [] : jarLines(jar, style, known)),
    ...(request === null ? [] : [curl(request, style, frame.who)]),
  ]
}

export function variableOf(style: string): string {
  return style.toUpperCase().replaceAll('-', '_')
}

function jarLines(change: JarChange, style: StyleName, known: ReadonlySet<number>): string[] {
  switch (change.kind) {
    case 'stolen':
      return [`steal ${style}`]
    case 'put-back':
      return known.has(change.frame)
        ? [`put_back ${change.frame} ${style}`]
        : [`# What it held after step ${change.frame} is not kept any more.`]
    case 'byte':
      return [`change_a_byte ${jarOf(style, 'you')} ${word(change.name)}`]
    case 'edited':
      return [
        '# By hand. What is signed in this value was signed by the lab’s server: yours has another secret.',
        `set_cookie ${jarOf(style, 'you')} ${word(change.name)} ${argument(change.value)}`,
      ]
  }
}

function curl({ method, path, body }: SentRequest, style: StyleName, who: Who): string {
  const jar = jarOf(style, who)
  const parts = [`curl "\${ASK[@]}" -b ${jar} -c ${jar}`]
  if (method !== 'GET') parts.push(`-X ${word(method)}`)
  if (body !== null)
    parts.push(`-H 'Content-Type: application/json' \\\n  --data-raw ${argument(body)}`)
  return [...parts, `"$${variableOf(style)}"${word(path)}`].join(' ')
}

function jarOf(style: StyleName, who: Who): string {
  return `"$JARS/now/${style}.${who}"`
}
