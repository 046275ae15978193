import { parseArgs } from 'node:util'
import { noSuch } from '../../shared/nearest.ts'
import { UsageError } from '../../shared/terminal/usage-error.ts'
import { type Experiment, groupOf } from './experiment.ts'

export const USAGE = `npm run compare -- [options]

  --only ID|GROUP  run this experiment, or this group, only; repeatable
  --list           name the experiments, an id a line, and stop
  --json FILE      write all that was found: verdicts, reasons, exchanges
  --html FILE      write it as one page, with the evidence behind each cell
  --against FILE   tell what changed since FILE, written with --json
  --help           this text

It starts the servers that it compares, on free ports, and ends them.

Exit status: 0 every verdict is the expected one, 1 one is another (better or worse),
2 one could not be found out, or the command was not understood.`

interface Command {
  readonly only: readonly string[]
  readonly list: boolean
  readonly help: boolean
  readonly files: Readonly<Partial<Record<'json' | 'html' | 'against', string>>>
}

/** @throws UsageError */
export function readArguments(args: readonly string[]): Command {
  try {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { ...text, multiple: true },
        list: flag,
        help: flag,
        json: text,
        html: text,
        against: text,
      },
    })
    const { only = [], list = false, help = false, ...files } = values
    return { only, list, help, files }
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause })
  }
}

/**
 * The experiments that are named, by id or group; all where none is.
 * @throws UsageError for what is neither
 */
export function selectExperiments(
  all: readonly Experiment[],
  only: readonly string[],
): readonly Experiment[] {
  const known = [...new Set(all.flatMap((each) => [each.id, groupOf(each)]))]
  const unknown = only.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new UsageError(noSuch('experiment or group', unknown, known))
  if (only.length === 0) return all
  return all.filter((each) => only.includes(each.id) || only.includes(groupOf(each)))
}
