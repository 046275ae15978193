/**
 * Starts Node as a person would. tap traces every process that a test starts, by way of NODE_OPTIONS;
 * that takes each of them 0.4 s of a core, and is of no use without coverage.
 */
export const NODE: [command: string, ...args: string[]] = [
  'env',
  '-u',
  'NODE_OPTIONS',
  process.execPath,
]
