/**
 * Of an ES256 token there are many spellings that verify: the last letter of the signature has bits
 * that no one reads (RFC 4648 3.5), and for every signature (r, s) its twin (r, n - s) holds too. An
 * altered credential must be none (contract, rule 5), and who denies a token by its text must not be
 * got around. So there is one form: the lower of the two, in its one spelling.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/JSON_Web_Token_for_Java_Cheat_Sheet.html
 */
import { P256_ORDER } from '../../../shared/config/keys.ts'

/** r and s, 32 bytes each (RFC 7518 3.4). */
const P256_SIGNATURE_BYTES = 64

/** The same token with its signature in the one form; other signatures than ES256's have only one value. */
export function oneSignature(token: string): string {
  const dot = token.lastIndexOf('.')
  const signature = Buffer.from(token.slice(dot + 1), 'base64url')
  if (signature.length === P256_SIGNATURE_BYTES) {
    const s = BigInt(`0x${signature.toString('hex', 32)}`)
    const lower = s > P256_ORDER / 2n ? P256_ORDER - s : s
    signature.write(lower.toString(16).padStart(64, '0'), 32, 'hex')
  }
  return `${token.slice(0, dot)}.${signature.toString('base64url')}`
}
