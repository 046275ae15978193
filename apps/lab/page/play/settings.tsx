import type { Choice } from '../api.ts'

const REMEDIES: [Choice['remedy'], string][] = [
  ['none', 'none: the pure styles'],
  ['denylist', 'a denylist of ended sign-ins'],
  ['account-check', 'look the account up on every request'],
  ['account-check-on-renewal', 'look the account up when the credential is renewed'],
  ['refresh', 'a short credential and a refresh token'],
  ['encryption', 'encrypt what the client carries'],
]
const STORES: [Choice['store'], string][] = [
  ['memory', 'in its memory'],
  ['file', 'in files'],
  ['redis', 'in Redis'],
]

interface Props {
  choice: Choice | undefined
  busy: boolean
  onChoose(choice: Choice): void
}

/** Other settings of the same servers: they are started again with them. */
export function Settings({ choice, busy, onChoose }: Props) {
  if (choice === undefined) return null
  return (
    <section class="settings" aria-label="Settings">
      <label>
        Remedy
        <select
          value={choice.remedy}
          disabled={busy}
          onChange={({ currentTarget }) =>
            onChoose({ ...choice, remedy: currentTarget.value as Choice['remedy'] })
          }
        >
          {REMEDIES.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        The server session keeps its states
        <select
          value={choice.store}
          disabled={busy}
          onChange={({ currentTarget }) =>
            onChoose({ ...choice, store: currentTarget.value as Choice['store'] })
          }
        >
          {STORES.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </section>
  )
}
