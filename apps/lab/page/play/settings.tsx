import { REMEDY_WORDS, STORE_WORDS } from '../../play/words.ts'
import type { Choice } from '../api.ts'
import { Select } from '../select.tsx'

const REMEDIES = Object.entries(REMEDY_WORDS) as [Choice['remedy'], string][]
const STORES = Object.entries(STORE_WORDS) as [Choice['store'], string][]

interface Props {
  choice: Choice | undefined
  busy: boolean
  onChoose(choice: Choice): unknown
}

/** Other settings of the same servers: they are started again with them. */
export function Settings({ choice, busy, onChoose }: Props) {
  if (choice === undefined) return null
  return (
    <>
      <Select
        name="Remedy"
        value={choice.remedy}
        choices={REMEDIES}
        disabled={busy}
        onChoose={(remedy) => onChoose({ ...choice, remedy })}
      />
      <Select
        name="The server session keeps its states"
        value={choice.store}
        choices={STORES}
        disabled={busy}
        onChoose={(store) => onChoose({ ...choice, store })}
      />
    </>
  )
}
