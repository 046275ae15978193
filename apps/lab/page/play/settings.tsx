import { REMEDY_WORDS, STORE_WORDS } from '../../play/words.ts'
import type { Choice } from '../api.ts'

const REMEDIES = Object.entries(REMEDY_WORDS) as [Choice['remedy'], string][]
const STORES = Object.entries(STORE_WORDS) as [Choice['store'], string][]

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
