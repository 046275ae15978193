/** What the page asks of the lab, and what it is told. */
import type { CaseRecord, ResultRecord } from '../../../shared/conformance/reports/record.ts'
import type { Verdict } from '../../../shared/conformance/run/runner.ts'
import type { StyleName } from '../../../shared/styles.ts'
import type { CellRecord } from '../../experiments/reports/record.ts'
import type { JudgingProgress } from '../conformance/live-judging.ts'
import type { SeenSafeguard } from '../conformance/safeguards.ts'
import type { CostView } from '../cost/view.ts'
import type { Progress, RunTold } from '../experiments/live-run.ts'
import type { ActionId } from '../play/actions.ts'
import type { Frame, Who } from '../play/frame.ts'
import type { Choice } from '../play/seat-servers.ts'
import type { Told } from '../play/table.ts'

export type { ActionId, Choice, Frame, StyleName, Told, Who }

export interface SeenSeat {
  style: StyleName
  summary: string
  choice: Choice
  ports: [number, number]
  frames: Frame[]
}

export interface SeenTable {
  id: string
  seats: SeenSeat[]
}

export interface KnownAction {
  id: ActionId
  group: 'visit' | 'meddle' | 'server' | 'account'
  label: string
  help: string
  /** It sends a request, so that there is something to predict. */
  asks: boolean
}

export interface SeenExperiment {
  id: string
  group: string
  question: string
  claim: { text: string; by: string }
  references: string[]
  steps: string[]
  verdicts: Record<string, string>
  advice: string
  surprise: string | null
  expected: [column: string, verdict: string, why: string][]
}

export type SeenCell = Extract<RunTold, { kind: 'cell' }>['cell']

export interface Known {
  columns: { id: string; title: string; basedOn: string }[]
  experiments: SeenExperiment[]
  progress: Progress
  cells: { experiment: string; cell: SeenCell }[]
}

export interface KnownCases {
  groups: { name: string; about: string }[]
  cases: CaseRecord[]
  meanings: Record<Verdict, string>
}

/** An answer that is none of what was asked for, in the lab's words. */
export class LabError extends Error {
  readonly status: number

  constructor(status: number, detail: string) {
    super(detail)
    this.status = status
  }
}

/** @throws LabError; `status` 0 where no answer came */
async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const init = body === undefined ? {} : { body: JSON.stringify(body) }
  const headers = body === undefined ? {} : { 'content-type': 'application/json' }
  const answer = await fetch(path, { method, headers, ...init }).catch(() => {
    throw new LabError(0, 'The lab does not answer. Is `npm start` still running?')
  })
  const said = (await answer.json()) as Answer & { detail?: string }
  if (!answer.ok)
    throw new LabError(answer.status, said.detail ?? `The lab answered ${answer.status}.`)
  return said
}

export const lab = {
  actions: () => ask<KnownAction[]>('GET', '/api/actions'),
  open: () => ask<SeenTable>('POST', '/api/tables'),
  table: (id: string) => ask<SeenTable>('GET', `/api/tables/${id}`),
  act: (id: string, action: object) =>
    ask<{ frames: [StyleName, Frame][] }>('POST', `/api/tables/${id}/actions`, action),
  choose: (id: string, choice: Choice) => ask<SeenTable>('PUT', `/api/tables/${id}/choice`, choice),
  reset: (id: string) => ask<SeenTable>('POST', `/api/tables/${id}/reset`),
  experiments: () => ask<Known>('GET', '/api/experiments'),
  cell: (experiment: string, column: string) =>
    ask<CellRecord>('GET', `/api/experiments/${experiment}/${column}`),
  runExperiments: (only: string[]) => ask<Progress>('POST', '/api/experiments/run', { only }),
  stopExperiments: () => ask<Progress>('POST', '/api/experiments/stop'),
  cost: () => ask<CostView>('GET', '/api/cost'),
  conformance: () => ask<KnownCases>('GET', '/api/conformance'),
  result: (server: string, id: string) =>
    ask<ResultRecord>(
      'GET',
      `/api/conformance/result?${new URLSearchParams({ server, case: id })}`,
    ),
  addServer: (address: string) =>
    ask<{ url: string }>('POST', '/api/conformance/servers', { address }),
  judge: (servers: string[], groups: string[]) =>
    ask<JudgingProgress>('POST', '/api/conformance/run', { servers, groups }),
  stopJudging: () => ask<JudgingProgress>('POST', '/api/conformance/stop'),
  safeguards: () => ask<SeenSafeguard[]>('GET', '/api/safeguards'),
  takeOut: (name: string) =>
    ask<unknown>('POST', `/api/safeguards/${encodeURIComponent(name)}/run`),
  stopSafeguard: () => ask<unknown>('POST', '/api/safeguards/stop'),
  documents: () => ask<string[]>('GET', '/api/read'),
  document: (name: string) => ask<{ name: string; html: string }>('GET', `/api/read/${name}`),
}
