/**
 * `STATE_ENCRYPTION=on`: around a style whose state the client keeps, a state that nobody but the server
 * reads (ASVS 14.3.3): a JWE (RFC 7516; `dir`, `A256GCM`). The style gets a state around the sealed one
 * (carried-within.ts); so it works for every such style, and a jwt becomes a JWE in a JWT. The signature
 * outside stays as it was.
 *
 * It buys: whoever reads the cookie (the visitor, a log, a script of the browser's owner) sees neither name
 * nor notes nor count. It does not buy: an end to replay, or to putting an older cookie back, or a way to
 * revoke. It costs: bytes (base64 in base64: 16 for each 9 of state, and some 150 more), a third of the room
 * for notes, and, for jwt, that nobody else can read who is signed in.
 *
 * A key seals at most 2^32 states (NIST SP 800-38D 8.3: the nonces are random); put a new secret in front
 * long before that. States that an older secret sealed are opened, states that none sealed are a stranger's.
 */
import { CompactEncrypt, compactDecrypt } from 'jose'
import type { AuthStyle } from '../auth-style.ts'
import { type VisitorState, wholeState } from '../visitor-state.ts'
import { aroundSealed, sealedIn } from './carried-within.ts'

const HEADER = { alg: 'dir', enc: 'A256GCM' } as const
/** What else is accepted: nothing (RFC 8725 3.1). */
const ACCEPTED = {
  keyManagementAlgorithms: [HEADER.alg],
  contentEncryptionAlgorithms: [HEADER.enc],
}
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** @param keys newest first: 32 bytes each */
export function withEncryption(style: AuthStyle, keys: Uint8Array[]): AuthStyle {
  const [newest] = keys
  if (newest === undefined) throw new TypeError('at least one key')

  async function sealed(state: VisitorState): Promise<VisitorState> {
    const jwe = await new CompactEncrypt(plain(state))
      .setProtectedHeader(HEADER)
      .encrypt(newest as Uint8Array)
    return aroundSealed(jwe, state.expiresAt)
  }

  return {
    ...style,
    whereStateIs: 'in your browser, encrypted: nobody but this server can read it, and you neither',
    measure: (state) =>
      style.measure(aroundSealed('x'.repeat(sealedBytes(state)), state.expiresAt)),

    async recall(request) {
      const jwe = sealedIn(wholeState(await style.recall(request)))
      if (jwe === undefined) return undefined
      const state = await opened(jwe, keys)
      return state !== undefined && state.expiresAt > Date.now() ? state : undefined
    },
    remember: async (request, reply, state) => style.remember(request, reply, await sealed(state)),
    renew: async (request, reply, state) => style.renew(request, reply, await sealed(state)),
  }
}

function plain(state: VisitorState): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(state))
}

/** The length of a JWE in its compact form (RFC 7516 7.1); with `dir` the second of its five parts is empty. */
function sealedBytes(state: VisitorState): number {
  const header = Buffer.byteLength(JSON.stringify(HEADER))
  const parts = [header, 0, NONCE_BYTES, plain(state).length, TAG_BYTES]
  const dots = parts.length - 1
  return parts.reduce((sum, bytes) => sum + Math.ceil((bytes * 4) / 3), dots)
}

async function opened(jwe: string, keys: Uint8Array[]): Promise<VisitorState | undefined> {
  for (const key of keys) {
    try {
      const { plaintext } = await compactDecrypt(jwe, key, ACCEPTED)
      return JSON.parse(new TextDecoder().decode(plaintext)) as VisitorState
    } catch {
      // sealed with another key, or by nobody
    }
  }
  return undefined
}
