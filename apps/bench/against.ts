/**
 * Compares the CPU time of a request with that of another commit: both built here, all servers up at once, rounds
 * interleaved. What the machine does meanwhile affects both alike.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startFile, temporaryDirectory } from '../../shared/processes/start-server.ts'
import { STYLES } from '../../shared/styles.ts'
import type { BenchRecord, Route, SubjectRecord } from './figures/record.ts'
import { type Interval, medianInterval } from './figures/statistics.ts'
import { canPin } from './places/pin.ts'
import { runBench } from './run.ts'
import { type Subject, subjectOf, USUAL } from './subjects.ts'

/** Where both were the same commit, no interval began above 1.03 (docs/decisions/bench.md). */
export const CLEAR_LOSS = 1.1

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const ROUTES: readonly Route[] = ['me', 'visit']
const MEASURED = { rounds: 15, roundMs: 400, credentials: 1000, signIns: 0, judged: false }

interface TimeRatio {
  style: string
  route: Route
  /** CPU time of a request in this tree, over the same at the other commit in the same round. */
  ratio: Interval
  isLoss: boolean
}

/** @throws Error when there is no such commit, when it cannot be built, or when the servers cannot take turns on a core */
export async function compareTimes(
  commit: string,
  onProgress: (text: string) => void,
  stop: AbortSignal,
): Promise<TimeRatio[]> {
  if (!canPin()) throw new Error("--against takes Linux' taskset and chrt (util-linux).")
  const folder = mkdtempSync(join(tmpdir(), 'bench-base-'))
  try {
    onProgress(`building ${commit}`)
    buildCommit(commit, folder)
    const subjects = STYLES.flatMap((style) => [subjectOf(style), baseSubject(style, folder)])
    const record = await runBench({ ...MEASURED, subjects, routes: ROUTES, onProgress, stop })
    return timeRatios(record)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** With the libraries that are installed here. */
function buildCommit(commit: string, folder: string): void {
  try {
    const object = `${commit}^{commit}`
    execFileSync('git', ['rev-parse', '--verify', object], { cwd: ROOT, stdio: 'ignore' })
  } catch {
    throw new Error(
      `--against: "${commit}" is not a commit here. A shallow clone lacks older ones.`,
    )
  }
  const archive = join(folder, 'commit.tar')
  execFileSync('git', ['archive', '--output', archive, commit], { cwd: ROOT })
  execFileSync('tar', ['--extract', '--file', archive, '--directory', folder])
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  const stdio = ['ignore', process.stderr, 'inherit'] as const // tsc writes its errors to the output
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: folder, stdio: [...stdio] })
}

const baseId = (style: string) => `${style} at the other commit`

function baseSubject(style: string, folder: string): Subject {
  const path = join(folder, 'dist/apps', style, 'server.js')
  return {
    ...subjectOf(style),
    id: baseId(style),
    title: baseId(style),
    start(t, accounts, nodeArgs) {
      const settings = { ...USUAL, DATA_DIR: temporaryDirectory(t), ACCOUNTS_URL: accounts }
      return startFile(t, path, settings, nodeArgs)
    },
  }
}

/** @param record of each style and, beside it, the same style at the other commit */
export function timeRatios({ subjects }: Pick<BenchRecord, 'subjects'>): TimeRatio[] {
  const find = (wanted: string) => subjects.find(({ id }) => id === wanted) as SubjectRecord
  return STYLES.flatMap((style) =>
    ROUTES.map((route) => {
      const before = find(baseId(style)).samples[route] ?? []
      const now = find(style).samples[route] ?? []
      const ratio = medianInterval(
        now.map(({ cpuMicros }, round) => cpuMicros / (before[round]?.cpuMicros ?? Number.NaN)),
      )
      return { style, route, ratio, isLoss: ratio.low > CLEAR_LOSS }
    }),
  )
}
