import { TABLE_WORDS } from '../../play/words.ts'
import type { Frame } from '../api.ts'
import { Scrolling } from '../scrolling.tsx'

export function Keeps({ server }: { server: Frame['server'] | undefined }) {
  if (server === undefined) return <p class="nothing">nothing of you</p>
  const tables = Object.entries(server.accounts)
  return (
    <>
      {server.store === null && tables.length === 0 && <p class="nothing">nothing of you</p>}
      {server.store !== null && server.entries === null && (
        <p class="nothing">
          {server.store === 'memory'
            ? 'nothing: its memory is gone with it'
            : `its store (${server.store}) does not answer`}
        </p>
      )}
      {server.store !== null && server.entries?.length === 0 && (
        <p class="nothing">nothing; its store ({server.store}) is empty</p>
      )}
      {server.entries?.map(({ key, state, instance }) => (
        <details class="entry" key={`${key}${instance}`}>
          <summary>
            in its store ({server.store}
            {instance === 2 && ' of the other instance'}): <code>{key.slice(0, 20)}…</code>
          </summary>
          <Scrolling label="The state">{JSON.stringify(state, null, 1)}</Scrolling>
        </details>
      ))}
      {tables.map(([table, rows]) => (
        <details class="entry" key={table}>
          <summary>
            {TABLE_WORDS[table] ?? table}: {rows.length}
          </summary>
          <Scrolling label={TABLE_WORDS[table] ?? table}>{JSON.stringify(rows, null, 1)}</Scrolling>
        </details>
      ))}
    </>
  )
}
