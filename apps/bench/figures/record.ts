/** What a run of the bench gives: every sample, and beside them where and with what it was measured. */

export const ROUTES = ['me', 'visit', 'signIn', 'signOut'] as const
export type Route = (typeof ROUTES)[number]

export type Kind = 'no-auth' | 'style' | 'store' | 'remedy' | 'peer' | 'cached'

/** Requests under way at the same time. */
export const CONNECTIONS = 16

/** The subject that all others are compared to. */
export const BASELINE = 'no-auth-fastify'

/** What one measurement gives. */
export interface Sample {
  requests: number
  seconds: number
  /** CPU time of the server, all its threads, for each request. */
  cpuMicros: number
  p50Ms: number
  p99Ms: number
}

export interface Judgement {
  /** MUST cases that are red, without those of a copy that lives on. */
  fails: string[]
  /** SHOULD cases that are red: told, and no reason not to rank. */
  weak: string[]
  copiesLive: boolean
}

export interface SubjectRecord {
  id: string
  title: string
  kind: Kind
  framework: string
  library?: string
  judgement?: Judgement
  /** Of each route one for each round, in their order; none where the subject has no such route. */
  samples: Partial<Record<Route, Sample[]>>
}

export interface BenchRecord {
  date: string
  environment: Environment
  credentials: number
  rounds: number
  roundMs: number
  subjects: SubjectRecord[]
}

export interface Environment {
  node: string
  cpu: string
  cores: number
  virtual: boolean
  memoryGibibytes: number
  system: string
  /** Whether each server and its load took turns on one core. */
  pinned: boolean
  commit: string
  versions: Record<string, string>
  /** What the stores are on, each in its own words. */
  engines: string[]
}
