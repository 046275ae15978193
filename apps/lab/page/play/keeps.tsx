import { askedWords } from '../../play/asked.ts'
import { entryWords, noStateWords, TABLE_WORDS, userWords } from '../../play/words.ts'
import type { Frame } from '../api.ts'
import { Scrolling } from '../scrolling.tsx'

/** @param frame none where nothing has happened yet */
export function Keeps({ frame }: { frame: Frame | undefined }) {
  if (frame === undefined) return <p class="nothing">nothing of you</p>
  const { server, wire, asked } = frame
  const none = noStateWords(server)
  return (
    <>
      {none !== undefined && <p class="nothing">{none}</p>}
      {server.entries?.map((entry) => (
        <details class="entry" key={`${entry.key}${entry.instance}`}>
          <summary>{entryWords(entry, server.store)}</summary>
          <p class="key">
            under <code>{entry.key}</code>, a fingerprint (SHA-256) of the session id
          </p>
          <Scrolling label="The state">{JSON.stringify(entry.state, null, 1)}</Scrolling>
        </details>
      ))}
      {Object.entries(server.accounts).map(([table, rows]) => (
        <details class="entry" key={table}>
          <summary>
            {TABLE_WORDS[table] ?? table}: {rows.length}
          </summary>
          <Scrolling label={TABLE_WORDS[table] ?? table}>{JSON.stringify(rows, null, 1)}</Scrolling>
        </details>
      ))}
      <p class="accounts">{userWords(server)}</p>
      {wire !== null && <p class="accounts">{askedWords(asked)}</p>}
    </>
  )
}
