/**
 * Loaded with the door, into servers that the lab started: what they ask the accounts' database, by table.
 * At the driver, so that nothing which a remedy or the server itself asks is left out.
 */
import Libsql from 'libsql'

export interface Asked {
  /** As it is named in the database. */
  readonly table: string
  readonly reads: number
  readonly writes: number
}

const counted = new Map<string, { reads: number; writes: number }>()

/** What was asked since this was called last. */
export function takeAsked(): Asked[] {
  const taken = [...counted].map(([table, times]) => ({ table, ...times }))
  counted.clear()
  return taken
}

const { prepare } = Libsql.prototype
Libsql.prototype.prepare = function (this: Libsql.Database, sql: string) {
  const statement = prepare.call(this, sql) as Libsql.Statement
  const [, table = ''] = /\b(?:FROM|INTO|UPDATE)\s+(\w+)/i.exec(sql) ?? []
  const kind = /^\s*SELECT\b/i.test(sql) ? 'reads' : 'writes'
  for (const method of ['get', 'all', 'run'] as const) {
    const call = statement[method].bind(statement)
    statement[method] = ((...values: unknown[]) => {
      const times = counted.get(table) ?? { reads: 0, writes: 0 }
      counted.set(table, { ...times, [kind]: times[kind] + 1 })
      return call(...values)
    }) as never
  }
  return statement
} as typeof prepare
