import { parseArgs } from 'node:util'
import type { Brought } from '../../shared/conformance/brought/brought.ts'
import { control } from '../../shared/conformance/brought/control.ts'
import { ServerLog } from '../../shared/conformance/brought/server-log.ts'
import { signingKey } from '../../shared/conformance/brought/signing-key.ts'
import { type ConformanceCase, groupOf } from '../../shared/conformance/case.ts'
import { noSuch } from '../../shared/nearest.ts'
import { UsageError } from '../../shared/terminal/usage-error.ts'
import type { Credentials } from '../../shared/visitor/visitor.ts'

export interface Command {
  readonly urls: readonly string[]
  readonly users: readonly [first: Credentials, second: Credentials]
  /** Whether they were named, and are not the demo users. */
  readonly usersGiven: boolean
  readonly profile: 'contract' | 'core'
  /** The mapping file of the core profile. */
  readonly map: string | undefined
  readonly caseIds: readonly string[]
  readonly groups: readonly string[]
  readonly list: boolean
  readonly brought: Brought
  /** Files to write the report to, by its form; and an earlier `--json` to compare with. */
  readonly files: Readonly<Partial<Record<'json' | 'html' | 'junit' | 'against', string>>>
  readonly redact: boolean
  readonly help: boolean
}

export const USAGE = `npm run conformance -- URL… [options]

  --user NAME:PASSWORD  a user of the server; give it twice (default: the demo users)
  --profile NAME        contract (the default), or core: any login, by a map
  --map FILE            how that login is used (docs/conformance.md)
  --case ID             run this case only; repeatable
  --group GROUP         run this group only; repeatable
  --list                name the cases, an id a line, and stop
  --json FILE           write all that was found: verdicts, reasons, exchanges
  --html FILE           write it as one page, with the evidence behind each verdict
  --junit FILE          write it as JUnit XML
  --redact              without passwords and credentials in any of these
  --against FILE        tell what changed since FILE, written with --json
  --help                this text

What lets more cases be judged (contract rule 16):

  --key KEY             the key that the server signs with, or a file that holds it
  --older-key KEY       one that it signed with before and still accepts
  --log FILE            the file that the server's log goes to
  --source-address IP   an address of this machine to come from; repeatable
  --behind-tls ORIGIN   the server is told that ORIGIN (https) is its own: TLS is brought along
  --allowed-origin ORIGIN  an origin that the server lets use bearer tokens
  --accounts COMMAND    a command that takes: disable NAME, enable NAME, role NAME ROLE
  --store COMMAND       a command that takes: stop, start (of the server's store)

Exit status: 0 every judged MUST passes, 1 a MUST fails, 2 the server could not be judged.`

/** The demo users of the three servers (README): not secrets. */
const DEMO_USERS = [
  { username: 'alice', password: 'alice-in-wonderland' },
  { username: 'bob', password: 'bob-the-builder' },
] as const

/** @throws UsageError */
export function readArguments(args: readonly string[]): Command {
  const { values, positionals } = parse(args)
  const users = (values.user ?? []).map(userOf)
  if (users.length !== 0 && users.length !== 2) throw new UsageError('Give --user twice.')
  const [first = DEMO_USERS[0], second = DEMO_USERS[1]] = users
  if (first.username === second.username) throw new UsageError('The two users are the same.')
  const command = {
    urls: positionals,
    users: [first, second] as const,
    usersGiven: users.length === 2,
    profile: profileNamed(values.profile ?? 'contract'),
    map: values.map,
    caseIds: values.case ?? [],
    groups: values.group ?? [],
    list: values.list ?? false,
    brought: broughtBy(values),
    files: pick(values, ['json', 'html', 'junit', 'against']),
    redact: values.redact ?? false,
    help: values.help ?? false,
  }
  if (positionals.length === 0 && !command.list && !command.help) {
    throw new UsageError('Give the URL of at least one server.')
  }
  if (command.brought.behindTls !== undefined && positionals.length > 1) {
    throw new UsageError('--behind-tls goes with one URL.')
  }
  if (command.profile === 'contract' && command.map !== undefined) {
    throw new UsageError('--map goes with --profile core.')
  }
  if (command.profile === 'core' && command.map === undefined && positionals.length > 0) {
    throw new UsageError('--profile core needs --map FILE.')
  }
  return command
}

/**
 * The cases that the command names; all of them where it names none.
 * @throws UsageError for an id or a group that does not exist
 */
export function selectCases(
  all: readonly ConformanceCase[],
  { caseIds, groups }: Pick<Command, 'caseIds' | 'groups'>,
): readonly ConformanceCase[] {
  const known = { case: all.map(({ id }) => id), group: all.map(groupOf) }
  const noCase = caseIds.find((id) => !known.case.includes(id))
  if (noCase !== undefined) throw new UsageError(noSuch('case', noCase, known.case))
  const noGroup = groups.find((group) => !known.group.includes(group))
  if (noGroup !== undefined) throw new UsageError(noSuch('group', noGroup, known.group))
  if (caseIds.length === 0 && groups.length === 0) return all
  return all.filter((each) => caseIds.includes(each.id) || groups.includes(groupOf(each)))
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        user: { type: 'string', multiple: true },
        profile: { type: 'string' },
        map: { type: 'string' },
        case: { type: 'string', multiple: true },
        group: { type: 'string', multiple: true },
        list: { type: 'boolean' },
        json: { type: 'string' },
        html: { type: 'string' },
        junit: { type: 'string' },
        against: { type: 'string' },
        redact: { type: 'boolean' },
        key: { type: 'string' },
        'older-key': { type: 'string' },
        log: { type: 'string' },
        'source-address': { type: 'string', multiple: true },
        'behind-tls': { type: 'string' },
        'allowed-origin': { type: 'string' },
        accounts: { type: 'string' },
        store: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

interface BroughtValues {
  key?: string
  'older-key'?: string
  log?: string
  'source-address'?: string[]
  'behind-tls'?: string
  'allowed-origin'?: string
  accounts?: string
  store?: string
}

/** @throws UsageError for a key or a log that can't be used */
function broughtBy(values: BroughtValues): Brought {
  const { key, log, accounts, store } = values
  try {
    return {
      ...(key !== undefined && { key: signingKey(key) }),
      ...(values['older-key'] !== undefined && { olderKey: signingKey(values['older-key']) }),
      ...(log !== undefined && { log: new ServerLog(log) }),
      ...(values['source-address'] && { sourceAddresses: values['source-address'] }),
      ...(values['behind-tls'] && { behindTls: httpsOrigin(values['behind-tls']) }),
      ...(values['allowed-origin'] && { allowedOrigin: values['allowed-origin'] }),
      ...(accounts !== undefined && { accounts: control(accounts) }),
      ...(store !== undefined && { store: control(store) }),
    }
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause })
  }
}

function httpsOrigin(text: string): string {
  if (URL.canParse(text) && new URL(text).href === `${text}/` && /^https:/.test(text)) return text
  throw new Error('--behind-tls takes an origin such as https://example.org.')
}

function profileNamed(name: string): Command['profile'] {
  if (name === 'contract' || name === 'core') return name
  throw new UsageError(`There is no profile "${name}": contract or core.`)
}

function userOf(text: string): Credentials {
  const colon = text.indexOf(':')
  if (colon < 1) throw new UsageError('--user takes NAME:PASSWORD.')
  return { username: text.slice(0, colon), password: text.slice(colon + 1) }
}

function pick<Name extends string>(
  values: Partial<Record<Name, string>>,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const given = names.filter((name) => values[name] !== undefined)
  return Object.fromEntries(given.map((name) => [name, values[name]])) as typeof values
}
