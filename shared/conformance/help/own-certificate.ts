/** A certificate that anybody can make: X.509 v3 (RFC 5280 4.1), signed with its own key. */
import { createPublicKey, type KeyObject, sign } from 'node:crypto'

const TAGS = { integer: 0x02, bits: 0x03, null: 0x05, oid: 0x06, text: 0x0c, sequence: 0x30 }
const SET = 0x31
const UTC_TIME = 0x17
const VERSION = 0xa0

/** Object identifiers as they stand in DER: ecdsa-with-SHA256, sha256WithRSAEncryption, commonName. */
const ECDSA_SHA256 = Buffer.from('2a8648ce3d040302', 'hex')
const RSA_SHA256 = Buffer.from('2a864886f70d01010b', 'hex')
const COMMON_NAME = Buffer.from('550403', 'hex')

/** In DER, for a P-256 or an RSA key. */
export function ownCertificate(privateKey: KeyObject, name: string): Buffer {
  const algorithm =
    privateKey.asymmetricKeyType === 'rsa'
      ? der(TAGS.sequence, der(TAGS.oid, RSA_SHA256), der(TAGS.null))
      : der(TAGS.sequence, der(TAGS.oid, ECDSA_SHA256))
  const attribute = der(TAGS.sequence, der(TAGS.oid, COMMON_NAME), der(TAGS.text, name))
  const subject = der(TAGS.sequence, der(SET, attribute))
  const certified = der(
    TAGS.sequence,
    der(VERSION, der(TAGS.integer, Buffer.from([2]))),
    der(TAGS.integer, Buffer.from([1])),
    algorithm,
    subject,
    der(TAGS.sequence, der(UTC_TIME, '250101000000Z'), der(UTC_TIME, '491231235959Z')),
    subject,
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
  )
  const signature = sign('sha256', certified, privateKey)
  return der(TAGS.sequence, certified, algorithm, der(TAGS.bits, Buffer.from([0]), signature))
}

/** One element: its tag, its length, its content (X.690 8.1). */
function der(tag: number, ...content: readonly (Buffer | string)[]): Buffer {
  const inside = Buffer.concat(content.map((each) => Buffer.from(each as string)))
  const { length } = inside
  const head =
    length < 128
      ? [length]
      : length < 256
        ? [0x81, length]
        : [0x82, Math.floor(length / 256), length % 256]
  return Buffer.concat([Buffer.from([tag, ...head]), inside])
}
