import { randomInt } from 'node:crypto'

/** Addresses that visitors may come from. A server counts failures by address (contract rule 8). */
export interface SourceAddresses {
  /** An address that no counter of this run knows yet; undefined when there is none left. */
  next(): string | undefined
  /** Whether every case can have one of its own, also those that do not need it. */
  readonly plenty: boolean
}

/** All of 127.0.0.0/8, at random, so that neither the cases of a run nor two runs meet in one. */
export function loopbackAddresses(): SourceAddresses {
  const next = () => `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`
  return { next, plenty: true }
}

/** Those that were brought with `--source-address`, each given out once. */
export function listedAddresses(addresses: readonly string[]): SourceAddresses {
  const left = [...addresses]
  return { next: () => left.shift(), plenty: false }
}
