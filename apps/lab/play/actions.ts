/** What a person can do, to all columns at once. */
import type { Action } from './actions/action.ts'
import { AT_THE_SERVER } from './actions/at-the-server.ts'
import { IN_THE_ACCOUNTS } from './actions/in-the-accounts.ts'
import { MEDDLING } from './actions/meddling.ts'
import { VISITS } from './actions/visits.ts'

export type { Action, ActionOptions } from './actions/action.ts'

/** In the order of their buttons. */
export const ACTIONS = {
  ...VISITS,
  ...MEDDLING,
  ...AT_THE_SERVER,
  ...IN_THE_ACCOUNTS,
} as const satisfies Record<string, Action>

export type ActionId = keyof typeof ACTIONS
