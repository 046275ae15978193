/**
 * A preload for servers whose tests are not about passwords: argon2 stays, at a tenth of its cost. At full cost the
 * hashes are two thirds of the work of a run of the suite (8 of 12 CPU-seconds of a server).
 */
import { createRequire } from 'node:module'
import type * as Argon2 from '@node-rs/argon2'

const argon2 = createRequire(import.meta.url)('@node-rs/argon2') as {
  -readonly [Name in keyof typeof Argon2]: (typeof Argon2)[Name]
}
const { hash } = argon2
// `verify` reads the cost from the hash. Whoever imports the names after this preload gets this one.
argon2.hash = (password, options, signal) =>
  hash(password, { ...options, memoryCost: 1024, timeCost: 1 }, signal)
