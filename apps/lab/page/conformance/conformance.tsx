/** The suite run on servers of this machine while one looks, and the product without its safeguards. */
import './conformance.css'
import { Safeguards } from './safeguards.tsx'
import { Suite } from './suite.tsx'

export function ConformanceView({ at }: { at: string[] }) {
  const [first, second] = at
  const isSafeguards = first === 'safeguards'
  return (
    <main class="conformance">
      <nav aria-label="Conformance" class="parts">
        <a href="/conformance" aria-current={isSafeguards ? undefined : 'page'}>
          The suite
        </a>
        <a href="/conformance/safeguards" aria-current={isSafeguards ? 'page' : undefined}>
          Safeguards, taken out one by one
        </a>
      </nav>
      {isSafeguards ? <Safeguards name={second} /> : <Suite groupName={first} caseName={second} />}
    </main>
  )
}
