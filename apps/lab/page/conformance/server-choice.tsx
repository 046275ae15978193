/** Which servers are judged: those that the lab knows, and any address on this machine that is typed in. */
import { useState } from 'preact/hooks'
import { lab } from '../api.ts'
import type { KnownServer } from './use-conformance.ts'

interface Props {
  servers: readonly KnownServer[]
  left: ReadonlySet<string>
  onLeave: (url: string, isLeft: boolean) => void
}

export function ServerChoice({ servers, left, onLeave }: Props) {
  const [address, setAddress] = useState('')
  const [refused, setRefused] = useState('')
  const add = (event: Event) => {
    event.preventDefault()
    lab.addServer(address.trim()).then(
      ({ url }) => {
        onLeave(url, false)
        setAddress('')
        setRefused('')
      },
      (error: Error) => setRefused(error.message),
    )
  }
  return (
    <div class="choice">
      <fieldset>
        <legend>Servers</legend>
        {servers.map(({ url, style }) => (
          <label key={url}>
            <input
              type="checkbox"
              checked={!left.has(url)}
              onChange={(event) => onLeave(url, !event.currentTarget.checked)}
            />{' '}
            {url}
            {style !== null && ` (${style})`}
          </label>
        ))}
      </fieldset>
      <form onSubmit={add} noValidate>
        <label>
          Another server on this machine
          <input
            type="text"
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
            placeholder="http://localhost:4000"
            required
            maxLength={300}
            value={address}
            aria-invalid={refused !== ''}
            aria-describedby="refused"
            onInput={(event) => {
              setAddress(event.currentTarget.value)
              setRefused('')
            }}
          />
        </label>
        <button type="submit">Add it</button>
      </form>
      <p class="trouble" role="alert" id="refused">
        {refused}
      </p>
    </div>
  )
}
