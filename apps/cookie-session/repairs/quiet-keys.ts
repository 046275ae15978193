/**
 * When an older key made the signature, `cookies` signs anew in passing and sets the `.sig` cookie
 * without its attributes: no SameSite, no Secure, and under a `__Host-` name browsers refuse it.
 * These keys call every good signature the newest, so nothing is set in passing; the next `GET /`
 * sets both cookies anew, with the newest key and all attributes.
 * @see https://github.com/pillarjs/cookies/pull/183
 */
import type Keygrip from 'keygrip'

type Keys = ReturnType<typeof Keygrip>

export function quietKeys(keys: Keys): Keys {
  return {
    sign: (data) => keys.sign(data),
    verify: (data, digest) => keys.verify(data, digest),
    index: (data, digest) => (keys.verify(data, digest) ? 0 : -1),
  }
}
