import { CompactEncrypt } from 'jose'
import Keygrip from 'keygrip'
import { styleCookie } from '../../shared/config/cookies.ts'
import { derive } from '../../shared/config/keys.ts'
import type { Cookies, StyleCredential } from '../../shared/style-credential.ts'
import type { VisitorState } from '../../shared/visitor-state.ts'
import { about } from './about.ts'

const { name } = styleCookie(about.name, false)

export const credential: StyleCredential = {
  verify(cookies, secret) {
    const pair = `${name}=${sentValue(name, cookies)}`
    return signer(secret).verify(pair, sentValue(`${name}.sig`, cookies)) ? {} : undefined
  },
  read(cookies) {
    try {
      return JSON.parse(Buffer.from(sentValue(name, cookies), 'base64').toString()) as VisitorState
    } catch {
      return undefined
    }
  },
  async forge(secret, state) {
    return [signed(secret, state), signed(secret, await sealed(secret, state))]
  },
}

function signer(secret: string): Keygrip {
  return new Keygrip([derive(secret, about.name, 'cookie').toString('base64url')], 'sha256')
}

function signed(secret: string, state: VisitorState): string {
  const pair = `${name}=${Buffer.from(JSON.stringify(state)).toString('base64')}`
  return `${pair}; ${name}.sig=${signer(secret).sign(pair)}`
}

/** The state as `STATE_ENCRYPTION=on` seals it: the key is derived from the same secret. */
async function sealed(secret: string, state: VisitorState): Promise<VisitorState> {
  const jwe = await new CompactEncrypt(Buffer.from(JSON.stringify(state)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(derive(secret, about.name, 'state encryption'))
  return { visits: 0, notes: [['sealed', jwe]], expiresAt: state.expiresAt }
}

function sentValue(wanted: string, cookies: Cookies): string {
  return cookies.find((each) => each.name === wanted)?.value ?? ''
}
