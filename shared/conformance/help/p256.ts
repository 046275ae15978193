/** The order n of the curve P-256 (FIPS 186-5, SP 800-186 3.2.1.3). */
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** r and s, 32 bytes each (RFC 7518 3.4). */
const HALF_BYTES = 32

/** Where (r, s) is a signature by ECDSA, (r, n - s) is one too. */
export function twinOf(signature: Buffer): Buffer {
  const s = BigInt(`0x${signature.subarray(HALF_BYTES).toString('hex')}`)
  const twin = (P256_ORDER - s).toString(16).padStart(2 * HALF_BYTES, '0')
  return Buffer.concat([signature.subarray(0, HALF_BYTES), Buffer.from(twin, 'hex')])
}

/** The lower of the two: a sound server may take that one alone. */
export function lowerOf(signature: Buffer): Buffer {
  const twin = twinOf(signature)
  return Buffer.compare(signature, twin) < 0 ? signature : twin
}
