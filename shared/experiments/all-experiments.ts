/** Every experiment, group by group, in the order in which a reader would ask. */
import type { Experiment } from './experiment.ts'
import { concurrencyExperiments } from './questions/concurrency.ts'
import { concurrencyTabsExperiments } from './questions/concurrency-tabs.ts'
import { endingExperiments } from './questions/ending.ts'
import { endingAccountExperiments } from './questions/ending-account.ts'
import { endingCopiesExperiments } from './questions/ending-copies.ts'
import { endingRefreshExperiments } from './questions/ending-refresh.ts'
import { endingRevocationExperiments } from './questions/ending-revocation.ts'
import { endingTimeExperiments } from './questions/ending-time.ts'
import { faultsExperiments } from './questions/faults.ts'
import { growthExperiments } from './questions/growth.ts'
import { growthCostExperiments } from './questions/growth-cost.ts'
import { growthWireExperiments } from './questions/growth-wire.ts'
import { instancesExperiments } from './questions/instances.ts'
import { instancesDeployExperiments } from './questions/instances-deploy.ts'
import { integrityKeysExperiments } from './questions/integrity-keys.ts'
import { integrityLeaksExperiments } from './questions/integrity-leaks.ts'
import { integrityPlantedExperiments } from './questions/integrity-planted.ts'
import { integrityReplayExperiments } from './questions/integrity-replay.ts'
import { privacyExperiments } from './questions/privacy.ts'
import { privacyAfterwardsExperiments } from './questions/privacy-afterwards.ts'
import { reachExperiments } from './questions/reach.ts'
import { reachOthersExperiments } from './questions/reach-others.ts'

export const ALL_EXPERIMENTS: readonly Experiment[] = [
  ...endingExperiments,
  ...endingCopiesExperiments,
  ...endingAccountExperiments,
  ...endingTimeExperiments,
  ...endingRevocationExperiments,
  ...endingRefreshExperiments,
  ...integrityPlantedExperiments,
  ...integrityReplayExperiments,
  ...integrityLeaksExperiments,
  ...integrityKeysExperiments,
  ...growthExperiments,
  ...growthWireExperiments,
  ...growthCostExperiments,
  ...instancesExperiments,
  ...instancesDeployExperiments,
  ...faultsExperiments,
  ...concurrencyExperiments,
  ...concurrencyTabsExperiments,
  ...privacyExperiments,
  ...privacyAfterwardsExperiments,
  ...reachExperiments,
  ...reachOthersExperiments,
]
