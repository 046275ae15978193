/** Every experiment, group by group, in the order in which a reader would ask. */
import type { Experiment } from './experiment.ts'
import { concurrencyExperiments } from './questions/concurrency.ts'
import { endingExperiments } from './questions/ending.ts'
import { faultsExperiments } from './questions/faults.ts'
import { growthExperiments } from './questions/growth.ts'
import { instancesExperiments } from './questions/instances.ts'
import { integrityExperiments } from './questions/integrity.ts'
import { privacyExperiments } from './questions/privacy.ts'
import { reachExperiments } from './questions/reach.ts'

export const ALL_EXPERIMENTS: readonly Experiment[] = [
  ...endingExperiments,
  ...integrityExperiments,
  ...growthExperiments,
  ...instancesExperiments,
  ...faultsExperiments,
  ...concurrencyExperiments,
  ...privacyExperiments,
  ...reachExperiments,
]
