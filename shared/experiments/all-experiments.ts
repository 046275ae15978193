/** Every experiment, group by group, in the order in which a reader would ask. */
import type { Experiment } from './experiment.ts'
import { concurrencyExperiments } from './questions/concurrency.ts'
import { concurrencyTabsExperiments } from './questions/concurrency-tabs.ts'
import { endingExperiments } from './questions/ending.ts'
import { endingAccountExperiments } from './questions/ending-account.ts'
import { endingAccountLaterExperiments } from './questions/ending-account-later.ts'
import { endingCopiesExperiments } from './questions/ending-copies.ts'
import { endingDevicesExperiments } from './questions/ending-devices.ts'
import { endingLimitExperiments } from './questions/ending-limit.ts'
import { endingReadingExperiments } from './questions/ending-reading.ts'
import { endingRefreshExperiments } from './questions/ending-refresh.ts'
import { endingRefreshingExperiments } from './questions/ending-refreshing.ts'
import { endingRevocationExperiments } from './questions/ending-revocation.ts'
import { endingTimeExperiments } from './questions/ending-time.ts'
import { faultsExperiments } from './questions/faults.ts'
import { faultsAccountsExperiments } from './questions/faults-accounts.ts'
import { growthExperiments } from './questions/growth.ts'
import { growthCostExperiments } from './questions/growth-cost.ts'
import { growthRoomExperiments } from './questions/growth-room.ts'
import { growthWireExperiments } from './questions/growth-wire.ts'
import { instancesExperiments } from './questions/instances.ts'
import { instancesDeployExperiments } from './questions/instances-deploy.ts'
import { instancesStateExperiments } from './questions/instances-state.ts'
import { integrityCountingExperiments } from './questions/integrity-counting.ts'
import { integrityForgingExperiments } from './questions/integrity-forging.ts'
import { integrityKeysExperiments } from './questions/integrity-keys.ts'
import { integrityLeaksExperiments } from './questions/integrity-leaks.ts'
import { integrityOtherAppExperiments } from './questions/integrity-other-app.ts'
import { integrityPlantedExperiments } from './questions/integrity-planted.ts'
import { integrityPlantedSignInExperiments } from './questions/integrity-planted-sign-in.ts'
import { integrityReplayExperiments } from './questions/integrity-replay.ts'
import { privacyExperiments } from './questions/privacy.ts'
import { privacyAfterwardsExperiments } from './questions/privacy-afterwards.ts'
import { privacyOperatorExperiments } from './questions/privacy-operator.ts'
import { privacySightingsExperiments } from './questions/privacy-sightings.ts'
import { reachExperiments } from './questions/reach.ts'
import { reachOthersExperiments } from './questions/reach-others.ts'
import { reachVerifyingExperiments } from './questions/reach-verifying.ts'

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
