/** The suite run on servers of this machine while one looks, and the product without its safeguards. */
import './conformance.css'
import { useState } from 'preact/hooks'
import { CaseView } from './case-view.tsx'
import { GroupView } from './group-view.tsx'
import { Matrix } from './matrix.tsx'
import { RunBar } from './run-bar.tsx'
import { Safeguards } from './safeguards.tsx'
import { ServerChoice } from './server-choice.tsx'
import { useConformance } from './use-conformance.ts'

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
      {isSafeguards ? <Safeguards name={second} /> : <Suite group={first} rest={second} />}
    </main>
  )
}

function Suite({ group: name, rest }: { group: string | undefined; rest: string | undefined }) {
  const { known, servers, progress, trouble } = useConformance()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  if (known === undefined) return <p>{trouble || 'Asking the lab…'}</p>
  const leave = (url: string, isLeft: boolean) => {
    const others = [...left].filter((each) => each !== url)
    setLeft(new Set(isLeft ? [...others, url] : others))
  }
  const chosen = servers.filter(({ url }) => !left.has(url))
  const group = known.groups.find((each) => each.name === name)
  const each = known.cases.find(({ id }) => id === `${name}.${rest}`)
  return (
    <>
      {group !== undefined && (
        <p>
          <a href="/conformance">All groups</a>
          {each !== undefined && (
            <>
              {' › '}
              <a href={`/conformance/${group.name}`}>{group.name}</a>
            </>
          )}
        </p>
      )}
      <h1 class="lead">{each?.id ?? group?.name ?? 'Conformance'}</h1>
      <p class="lead">
        {each?.requirement ??
          group?.about.replaceAll('`', '') ??
          'What the contract asks of every server, case by case, asked of servers that run.'}
      </p>
      {name !== undefined && group === undefined && (
        <p class="trouble">There is no group {name}: here are all.</p>
      )}
      <p class="warning">
        The suite signs in and out at these servers as alice and bob, changes bob’s password and
        puts it back, ends his sign-ins, and fails on purpose until guessing is slowed down. Judge
        no server that someone else is using.
      </p>
      <p class="trouble" role="alert">
        {trouble}
      </p>
      <ServerChoice servers={servers} left={left} onLeave={leave} />
      <RunBar
        progress={progress}
        chosen={chosen}
        {...(group !== undefined && { group: group.name })}
      />
      {each !== undefined ? (
        <CaseView each={each} servers={chosen} />
      ) : group !== undefined ? (
        <GroupView known={known} group={group} servers={chosen} />
      ) : (
        <Matrix known={known} servers={chosen} />
      )}
    </>
  )
}
