/** Every experiment, group by group, in the order in which a reader would ask. */
import type { Experiment } from './experiment.ts'
import { concurrencyTabsExperiments } from './questions/concurrency/tabs.ts'
import { concurrencyExperiments } from './questions/concurrency/visits.ts'
import { endingAccountExperiments } from './questions/ending/account-changed.ts'
import { endingAccountLaterExperiments } from './questions/ending/account-changed-back.ts'
import { endingCopiesExperiments } from './questions/ending/copies.ts'
import { endingReadingExperiments } from './questions/ending/copies-that-only-read.ts'
import { endingDevicesExperiments } from './questions/ending/devices.ts'
import { endingLimitExperiments } from './questions/ending/one-sign-in-only.ts'
import { endingRefreshExperiments } from './questions/ending/refresh-token-reuse.ts'
import { endingRevocationExperiments } from './questions/ending/revocation-delay.ts'
import { endingExperiments } from './questions/ending/sign-out.ts'
import { endingTimeExperiments } from './questions/ending/sliding-lifetime.ts'
import { endingRefreshingExperiments } from './questions/ending/thief-who-refreshes.ts'
import { faultsAccountsExperiments } from './questions/faults/accounts-away.ts'
import { faultsExperiments } from './questions/faults/store-away.ts'
import { growthRoomExperiments } from './questions/growth/capacity.ts'
import { growthExperiments } from './questions/growth/cookie-limit.ts'
import { growthWireExperiments } from './questions/growth/request-size.ts'
import { growthCostExperiments } from './questions/growth/store-calls.ts'
import { instancesExperiments } from './questions/instances/load-balancing.ts'
import { instancesDeployExperiments } from './questions/instances/shared-secrets-and-counters.ts'
import { instancesStateExperiments } from './questions/instances/shared-state.ts'
import { integrityCountingExperiments } from './questions/integrity/counting-attempts.ts'
import { integrityPlantedExperiments } from './questions/integrity/fixation.ts'
import { integrityForgingExperiments } from './questions/integrity/forging.ts'
import { integrityKeysExperiments } from './questions/integrity/key-rotation.ts'
import { integrityLeaksExperiments } from './questions/integrity/leaks.ts'
import { integrityPlantedSignInExperiments } from './questions/integrity/login-csrf.ts'
import { integrityOtherAppExperiments } from './questions/integrity/other-applications.ts'
import { integrityReplayExperiments } from './questions/integrity/replay.ts'
import { privacyAfterwardsExperiments } from './questions/privacy/deleted-data.ts'
import { privacyOperatorExperiments } from './questions/privacy/operator.ts'
import { privacyExperiments } from './questions/privacy/readable-state.ts'
import { privacySightingsExperiments } from './questions/privacy/tracking.ts'
import { reachExperiments } from './questions/reach/no-cookie-jar.ts'
import { reachOthersExperiments } from './questions/reach/third-parties.ts'
import { reachVerifyingExperiments } from './questions/reach/verification-without-revocation.ts'

export const ALL_EXPERIMENTS: readonly Experiment[] = [
  ...endingExperiments,
  ...endingCopiesExperiments,
  ...endingAccountLaterExperiments,
  ...endingDevicesExperiments,
  ...endingAccountExperiments,
  ...endingLimitExperiments,
  ...endingTimeExperiments,
  ...endingReadingExperiments,
  ...endingRefreshingExperiments,
  ...endingRevocationExperiments,
  ...endingRefreshExperiments,
  ...integrityPlantedExperiments,
  ...integrityPlantedSignInExperiments,
  ...integrityReplayExperiments,
  ...integrityCountingExperiments,
  ...integrityForgingExperiments,
  ...integrityLeaksExperiments,
  ...integrityKeysExperiments,
  ...integrityOtherAppExperiments,
  ...growthExperiments,
  ...growthWireExperiments,
  ...growthRoomExperiments,
  ...growthCostExperiments,
  ...instancesExperiments,
  ...instancesDeployExperiments,
  ...instancesStateExperiments,
  ...faultsExperiments,
  ...faultsAccountsExperiments,
  ...concurrencyExperiments,
  ...concurrencyTabsExperiments,
  ...privacyExperiments,
  ...privacyAfterwardsExperiments,
  ...privacyOperatorExperiments,
  ...privacySightingsExperiments,
  ...reachExperiments,
  ...reachOthersExperiments,
  ...reachVerifyingExperiments,
]
