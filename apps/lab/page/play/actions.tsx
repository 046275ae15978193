import type { KnownAction, Who } from '../api.ts'

const GROUPS = {
  visit: 'Visit',
  meddle: 'Meddle',
  server: 'At the server',
  account: 'In the accounts',
} as const

interface Props {
  actions: readonly KnownAction[]
  busy: boolean
  who: Who
  hasThief: boolean
  setWho(who: Who): void
  onAct(action: string): void
  onReset(): void
}

/** At one column alone: at its cookie, at its dead server. */
const ELSEWHERE = ['edit', 'start-again']

export function Actions({ actions, busy, who, hasThief, setWho, onAct, onReset }: Props) {
  return (
    <section class="actions" aria-label="Actions">
      {hasThief && (
        <fieldset class="who">
          <legend>Who acts</legend>
          {(['you', 'thief'] as const).map((each) => (
            <label key={each}>
              <input type="radio" name="who" checked={who === each} onChange={() => setWho(each)} />
              {each === 'you' ? 'you' : 'the thief'}
            </label>
          ))}
        </fieldset>
      )}
      {Object.entries(GROUPS).map(([group, title]) => (
        <fieldset key={group}>
          <legend>{title}</legend>
          {actions
            .filter((each) => each.group === group && !ELSEWHERE.includes(each.id))
            .map(({ id, label, help }) => (
              <button
                key={id}
                type="button"
                title={help}
                aria-disabled={busy}
                onClick={() => busy || onAct(id)}
              >
                {label}
              </button>
            ))}
        </fieldset>
      ))}
      <button type="button" class="reset" aria-disabled={busy} onClick={() => busy || onReset()}>
        Begin anew
      </button>
    </section>
  )
}
