/** A server behind a public name: its own messages tell that name, so the port is read from its log. */
import { Visitor } from '../visitor/visitor.ts'
import type { RunningServer } from './start-server.ts'
import { until } from './until.ts'

/** The address that the server itself listens at. */
export function localAddress(server: RunningServer): Promise<string> {
  return until(
    'the log tells the address',
    () => /Server listening at (http:[^"]+)"/.exec(server.output())?.[1],
  )
}

/** Headers as a proxy in front would pass them on: the name that the visitor asked for. */
export const asked = (host: string) => ({ headers: { Host: host } })

/** A visitor who reaches the server at its own address. */
export async function localVisitor(server: RunningServer): Promise<Visitor> {
  return new Visitor({ origin: new URL(await localAddress(server)) })
}
