/** The suite's cases, the servers and their results, as the page knows them. */
import { useState } from 'preact/hooks'
import type { Brief } from '../../conformance/judged-server.ts'
import type { JudgingProgress, JudgingTold } from '../../conformance/live-judging.ts'
import { type KnownCases, lab } from '../api.ts'
import { useEvents } from '../use-events.ts'

export interface KnownServer {
  url: string
  style: string | null
  trouble: string | null
  results: ReadonlyMap<string, Brief>
}

const NONE: JudgingProgress = { running: false, stopping: false, done: 0, all: 0, at: '' }

export function useConformance() {
  const [known, setKnown] = useState<KnownCases>()
  const [servers, setServers] = useState<readonly KnownServer[]>([])
  const [progress, setProgress] = useState(NONE)
  const trouble = useEvents<JudgingTold>(
    '/api/conformance/events',
    () => lab.conformance().then(setKnown),
    (told) => {
      if (told.kind !== 'result') setProgress(told.progress)
      if (told.kind === 'whole') setServers(told.servers.map(withMap))
      if (told.kind === 'result') setServers((now) => now.map((each) => withResult(each, told)))
    },
  )
  return { known, servers, progress, trouble }
}

type Whole = Extract<JudgingTold, { kind: 'whole' }>

function withMap({ results, ...server }: Whole['servers'][number]): KnownServer {
  return { ...server, results: new Map(results.map((each) => [each.id, each])) }
}

function withResult(
  server: KnownServer,
  { url, result }: Extract<JudgingTold, { kind: 'result' }>,
): KnownServer {
  if (server.url !== url) return server
  return { ...server, results: new Map(server.results).set(result.id, result) }
}
