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
    <>
      <Select
        {...{ name: 'Remedy', value: choice.remedy, choices: REMEDIES, busy }}
        onChoose={(remedy) => onChoose({ ...choice, remedy })}
      />
      <Select
        {...{
          name: 'The server session keeps its states',
          value: choice.store,
          choices: STORES,
          busy,
        }}
        onChoose={(store) => onChoose({ ...choice, store })}
      />
    </>
  )
}

interface SelectProps<Value extends string> {
  name: string
  value: Value
  choices: readonly (readonly [Value, string])[]
  busy: boolean
  onChoose(value: Value): void
}

function Select<Value extends string>({
  name,
  value,
  choices,
  busy,
  onChoose,
}: SelectProps<Value>) {
  return (
    <label>
      {name}
      <select
        value={value}
        disabled={busy}
        onChange={({ currentTarget }) => onChoose(currentTarget.value as Value)}
      >
        {choices.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
