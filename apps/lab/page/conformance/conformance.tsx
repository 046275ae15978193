/** The suite run on servers of this machine while one looks, and the faults that it catches. */
import './conformance.css'
import { FaultView } from './fault-view.tsx'
import { Faults } from './faults.tsx'
import { Suite } from './suite.tsx'

const PARTS = [
  { path: '/conformance', name: 'The suite' },
  { path: '/conformance/faults', name: 'Faults' },
  { path: '/conformance/safeguards', name: 'Safeguards, taken out one by one' },
] as const

export function ConformanceView({ at }: { at: string[] }) {
  const [first, second] = at
  const part = PARTS.find(({ path }) => path === `/conformance/${first}`) ?? PARTS[0]
  return (
    <main class="conformance">
      <nav aria-label="Conformance" class="parts">
        {PARTS.map(({ path, name }) => (
          <a href={path} key={path} aria-current={path === part.path ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      {part === PARTS[0] && <Suite groupName={first} caseName={second} />}
      {part === PARTS[1] && second === undefined && <Faults />}
      {part === PARTS[1] && second !== undefined && <FaultView key={second} id={second} />}
      {part === PARTS[2] && <Faults key="safeguards" ofSafeguards />}
    </main>
  )
}
