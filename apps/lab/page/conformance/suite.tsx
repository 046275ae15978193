/** The suite: all groups, one of them, or one of its cases, at the servers that are chosen. */
import { useState } from 'preact/hooks'
import { CaseView } from './case-view.tsx'
import { GroupView } from './group-view.tsx'
import { Matrix } from './matrix.tsx'
import { Prose } from './prose.tsx'
import { RunBar } from './run-bar.tsx'
import { ServerChoice } from './server-choice.tsx'
import { useConformance } from './use-conformance.ts'

interface Props {
  groupName: string | undefined
  caseName: string | undefined
}

export function Suite({ groupName, caseName }: Props) {
  const { known, servers, progress, trouble } = useConformance()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  if (known === undefined) return <p>{trouble || 'Asking the lab…'}</p>
  const leave = (url: string, isLeft: boolean) => {
    const others = [...left].filter((each) => each !== url)
    setLeft(new Set(isLeft ? [...others, url] : others))
  }
  const chosen = servers.filter(({ url }) => !left.has(url))
  const group = known.groups.find(({ name }) => name === groupName)
  const each = known.cases.find(({ id }) => id === `${groupName}.${caseName}`)
  if (group !== undefined && each !== undefined)
    return (
      <>
        <p class="way">
          <a href="/conformance">All groups</a>
          {' › '}
          <a href={`/conformance/${group.name}`}>{group.name}</a>
        </p>
        <h1 class="lead">{each.id}</h1>
        <p class="lead">
          <Prose text={each.requirement} />
        </p>
        <CaseView each={each} servers={chosen} />
      </>
    )
  return (
    <>
      {group !== undefined && (
        <p class="way">
          <a href="/conformance">All groups</a>
        </p>
      )}
      <h1 class="lead">{group?.name ?? 'Conformance'}</h1>
      <p class="lead">
        <Prose
          text={group?.about ?? 'What the contract asks of every server, asked of some that run.'}
        />
      </p>
      {groupName !== undefined && group === undefined && (
        <p class="trouble">There is no group {groupName}: here are all.</p>
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
      {group === undefined ? (
        <Matrix known={known} servers={chosen} />
      ) : (
        <GroupView known={known} group={group} servers={chosen} />
      )}
    </>
  )
}
