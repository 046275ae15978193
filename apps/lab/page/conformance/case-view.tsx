/** One case: what it asks for, and at each server the verdict with every exchange behind it. */
import { useEffect, useState } from 'preact/hooks'
import type { CaseRecord, ResultRecord } from '../../../../shared/conformance/reports/record.ts'
import type { ListedFault } from '../../conformance/faults.ts'
import type { Brief } from '../../conformance/judged-server.ts'
import { lab } from '../api.ts'
import { exchangeText, pathOf } from '../exchange-text.ts'
import { Scrolling } from '../scrolling.tsx'
import { FaultLinks } from './faults.tsx'
import type { KnownServer } from './use-conformance.ts'
import { Why } from './why.tsx'

export function CaseView({ each, servers }: { each: CaseRecord; servers: readonly KnownServer[] }) {
  const [faults, setFaults] = useState<readonly ListedFault[]>([])
  useEffect(() => void lab.faults().then(setFaults, () => {}), [])
  const caught = faults.filter(({ caughtBy }) => caughtBy === each.id)
  return (
    <>
      <p>
        {each.level}; {each.references.join(', ')}
      </p>
      {servers.map((server) => (
        <section class="evidence" key={server.url}>
          <h2>
            {server.style} <span class="where">{server.url}</span>
          </h2>
          <AtServer each={each} server={server.url} result={server.results.get(each.id)} />
        </section>
      ))}
      {caught.length > 0 && <h2>Faults that it catches</h2>}
      {caught.length > 0 && <FaultLinks faults={caught} />}
    </>
  )
}

interface Props {
  each: CaseRecord
  server: string
  result: Brief | undefined
}

function AtServer({ each, server, result }: Props) {
  const [whole, setWhole] = useState<ResultRecord>()
  useEffect(() => {
    setWhole(undefined)
    if (result === undefined) return
    lab.result(server, each.id).then(setWhole, () => {})
  }, [each.id, server, result])
  if (result === undefined) return <p class="nothing">Not judged here yet: its group can be run.</p>
  return (
    <>
      <Why each={each} result={result} />
      {whole !== undefined && (
        <p>
          {whole.exchanges.length} exchanges in {whole.milliseconds} ms; credentials are taken out.
        </p>
      )}
      {whole?.exchanges.map((exchange, index) => (
        <details key={`${index}`}>
          <summary>
            {index + 1}. {exchange.method} {pathOf(exchange.url)}: {exchange.status}
          </summary>
          <Scrolling label={`Exchange ${index + 1}`} class="wire">
            {exchangeText(exchange)}
          </Scrolling>
        </details>
      ))}
    </>
  )
}
