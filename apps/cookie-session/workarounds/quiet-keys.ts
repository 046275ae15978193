/**
 * Two faults of `cookies` and `keygrip` about signatures:
 * - when an older key made the signature, `cookies` signs anew in passing and sets the `.sig` cookie
 *   without its attributes: no SameSite, no Secure, and under a `__Host-` name browsers refuse it.
 *   These keys call every good signature the newest, so nothing is set in passing; the next `GET /`
 *   sets both cookies anew, with the newest key and all attributes;
 * - `keygrip` compares by hashing both sides again under a random key, three times the work of the
 *   signature itself. The newest key's is compared by `timingSafeEqual`, which takes as long for any
 *   two of one length; and what a request has shown is not computed again when the library asks.
 * @see https://github.com/pillarjs/cookies/pull/183
 */
import { timingSafeEqual } from 'node:crypto'
import type Keygrip from 'keygrip'

type Keys = ReturnType<typeof Keygrip>

export function quietKeys(keys: Keys): Keys {
  /** What `verify` has found good, until the library asks for it: in the same turn, so by the same request. */
  let shown: { data: string; digest: string } | undefined

  function verify(data: string, digest: string): boolean {
    const good = isEqual(keys.sign(data), digest) || keys.verify(data, digest)
    shown = good ? { data, digest } : undefined
    return good
  }

  return {
    sign: (data) => keys.sign(data),
    verify,
    index(data, digest) {
      const known = shown !== undefined && shown.data === data && shown.digest === digest
      const good = known || verify(data, digest)
      shown = undefined
      return good ? 0 : -1
    },
  }
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
