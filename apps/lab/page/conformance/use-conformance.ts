/** The suite's cases, the servers and their results, as the page knows them. */
import { useState } from 'preact/hooks'
import type { Brief } from '../../conformance/judged-server.ts'
import type { JudgingEvent, JudgingProgress } from '../../conformance/live-judging.ts'
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
  const trouble = useEvents<JudgingEvent>('topic=conformance', {
    look: () => lab.conformance().then(setKnown),
    hear(event) {
      if (event.kind !== 'result') setProgress(event.progress)
      if (event.kind === 'whole') setServers(event.servers.map(withMap))
      if (event.kind === 'result') setServers((now) => now.map((each) => withResult(each, event)))
    },
  })
  return { known, servers, progress, trouble }
}

type Whole = Extract<JudgingEvent, { kind: 'whole' }>

function withMap({ results, ...server }: Whole['servers'][number]): KnownServer {
  return { ...server, results: new Map(results.map((each) => [each.id, each])) }
}

function withResult(
  server: KnownServer,
  { url, result }: Extract<JudgingEvent, { kind: 'result' }>,
): KnownServer {
  if (server.url !== url) return server
  return { ...server, results: new Map(server.results).set(result.id, result) }
}
