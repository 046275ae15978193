import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import jwt from 'jsonwebtoken'
import t from 'tap'
import { oneSignature } from '../../../../apps/jwt/workarounds/one-signature.ts'
import { P256_ORDER } from '../../../../shared/config/keys.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const token = () => jwt.sign({ sub: 'alice' }, privateKey, { algorithm: 'ES256' })
const verifies = (text: string) =>
  jwt.verify(text, createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })), {
    algorithms: ['ES256'],
  })

/** (r, n - s): holds for the same message and key. */
function twinOf(text: string): string {
  const dot = text.lastIndexOf('.')
  const signature = Buffer.from(text.slice(dot + 1), 'base64url')
  const s = BigInt(`0x${signature.toString('hex', 32)}`)
  signature.write((P256_ORDER - s).toString(16).padStart(64, '0'), 32, 'hex')
  return `${text.slice(0, dot)}.${signature.toString('base64url')}`
}

/** 64 bytes end in a letter of which two bits are read: the others may be anything. */
function respelled(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = alphabet.indexOf(text.slice(-1))
  return text.slice(0, -1) + alphabet[last ^ 1]
}

t.test('control: the library takes a twin and another spelling of a signature', async (t) => {
  const text = token()
  t.ok(verifies(twinOf(text)), 'the twin')
  t.ok(verifies(respelled(text)), 'another spelling')
})

t.test('of all forms of a signature there is one, and it verifies', async (t) => {
  for (let i = 0; i < 20; i += 1) {
    const text = oneSignature(token()) // about half of the library's have the higher s
    t.ok(verifies(text))
    t.equal(oneSignature(text), text, 'what was made stays as it is')
    t.equal(oneSignature(twinOf(text)), text, 'the twin is told apart')
    t.not(oneSignature(respelled(text)), respelled(text), 'another spelling is told apart')
  }
})

t.test('an HS256 token stays as it is', async (t) => {
  const text = jwt.sign({ sub: 'alice' }, 'x'.repeat(32))
  t.equal(oneSignature(text), text)
})
