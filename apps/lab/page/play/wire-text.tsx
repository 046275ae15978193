import type { Frame } from '../api.ts'
import { Scrolling } from '../scrolling.tsx'

type Wire = NonNullable<Frame['wire']>

/** The lines that this is about. */
const MARKED = /^(cookie|set-cookie|authorization|origin|cache-control|retry-after):/i

export function WireText({ wire, instance }: { wire: Wire; instance: Frame['instance'] }) {
  return (
    <>
      <p class="direction">The browser asks</p>
      <Text label="Request" head={wire.request.head} body={wire.request.body} />
      <p class="direction">
        {instance === 2 ? 'The second server' : 'The server'} answers, after{' '}
        {wire.milliseconds.toFixed(1)} ms
      </p>
      <Text label="Answer" head={wire.response.head} body={wire.response.body} />
    </>
  )
}

/** All of it is text: nothing that came over the wire is ever read as HTML. */
function Text({ label, head, body }: { label: string; head: string; body: string }) {
  const lines = head.split('\n')
  return (
    <Scrolling label={label} class="wire">
      {lines.map((line, index) => (
        <span key={`${index}`} class={index === 0 ? 'first' : MARKED.test(line) ? 'marked' : ''}>
          {`${line}\n`}
        </span>
      ))}
      {body !== '' && `\n${body}`}
    </Scrolling>
  )
}
