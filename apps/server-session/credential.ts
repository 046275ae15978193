import { randomBytes } from 'node:crypto'
import { Signer } from '@fastify/cookie'
import { styleCookie } from '../../shared/config/cookies.ts'
import { derive } from '../../shared/config/keys.ts'
import type { StyleCredential } from '../../shared/style-credential.ts'
import { percentDecoded } from '../../shared/visitor/credential.ts'
import { about } from './about.ts'

const { name } = styleCookie(about.name, false)

export const credential: StyleCredential = {
  verify(cookies, secret) {
    const value = cookies.find((each) => each.name === name)?.value ?? ''
    const { valid, value: id } = signer(secret).unsign(percentDecoded(value))
    return valid && id !== null ? { id } : undefined
  },
  /** A well-signed id. That it is one of somebody's has to be guessed: 192 random bits. */
  async forge(secret) {
    return [withId(secret, randomBytes(24).toString('base64url'))]
  },
  withId,
}

function withId(secret: string, id: string): string {
  return `${name}=${encodeURIComponent(signer(secret).sign(id))}`
}

function signer(secret: string): Signer {
  return new Signer(derive(secret, about.name, 'session id').toString('base64url'))
}
