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
            {instance === 2 && ' of the second server'}): {ownerOf(state)}
          </summary>
          <p class="key">
            under <code>{key}</code>, a fingerprint (SHA-256) of the session id
          </p>
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
      <p class="accounts">
        In the accounts:{' '}
        {server.users
          .map(
            ({ username, role, disabled }) => `${username}, ${role}${disabled ? ', disabled' : ''}`,
          )
          .join('; ')}
      </p>
    </>
  )
}

function ownerOf(state: unknown): string {
  const { signIn } = (state ?? {}) as { signIn?: { username?: string } }
  return signIn?.username ?? 'somebody who is not signed in'
}
