/**
 * Ids of sign-ins: random, and with the time of their beginning in front, as UUIDv7 has it (RFC 9562 5.7; its 74
 * random bits are too few). An id is what every style carries of a sign-in, unchanged, so a cut-off needs no
 * other record of when it began; here alone the time goes in and is read.
 */
import { randomBytes } from 'node:crypto'

/** 128 bits (contract, "Words"; ASVS 7.2.3). */
const RANDOM_BYTES = 16
/** Milliseconds since the epoch, up to the year 10889. */
const TIME_BYTES = 6

export function newSignInId(nowMs = Date.now()): string {
  const id = Buffer.alloc(TIME_BYTES + RANDOM_BYTES)
  id.writeUIntBE(nowMs, 0, TIME_BYTES)
  randomBytes(RANDOM_BYTES).copy(id, TIME_BYTES)
  return id.toString('base64url')
}

/**
 * When the sign-in of this id began, in milliseconds. A cut-off goes by it and not by `signedInAt`,
 * which a password change keeps and a token rounds to seconds.
 */
export function begunAt(id: string): number {
  const bytes = Buffer.from(id, 'base64url')
  return bytes.length < TIME_BYTES ? 0 : bytes.readUIntBE(0, TIME_BYTES)
}
