/**
 * A cookie as a person should see it: in parts, each with what it is and what can be read of it. Nothing here
 * is verified: anyone can decode, and so can this, without any key.
 */
import type { About } from '../../../shared/auth-style.ts'
import { percentDecoded } from '../../../shared/visitor/credential.ts'
import { parseJson } from '../../../shared/visitor/json.ts'

type PartKind = 'header' | 'state' | 'signature' | 'id' | 'sealed' | 'mark' | 'text'

export interface Part {
  readonly text: string
  readonly kind: PartKind
  /** In plain words. */
  readonly means: string
  /** What it says when it is decoded, where it says anything. */
  readonly decoded?: unknown
}

export interface HeldCookie {
  readonly name: string
  readonly value: string
  readonly bytes: number
  /** Their texts, one after the other, are the value. */
  readonly parts: readonly Part[]
}

export function heldCookie(
  name: string,
  value: string,
  stateKeptBy: About['stateKeptBy'],
): HeldCookie {
  const bytes = Buffer.byteLength(`${name}=${value}`)
  return { name, value, bytes, parts: partsOf(name, value, stateKeptBy) }
}

function partsOf(name: string, value: string, stateKeptBy: About['stateKeptBy']): Part[] {
  if (name.endsWith('-refresh')) {
    return [
      { text: value, kind: 'id', means: 'refresh token: a random number, known to the server' },
    ]
  }
  if (name.endsWith('.sig')) {
    return [
      {
        text: value,
        kind: 'signature',
        means: 'signature over the name and value of the other cookie',
      },
    ]
  }
  if (stateKeptBy === 'client') return jwtParts(value) ?? stateParts(value)
  return idParts(value) ?? [textPart(value)]
}

const BROKEN = 'it can not be decoded any more'

/** RFC 7515 7.1: header, payload and signature, each as base64url. */
function jwtParts(value: string): Part[] | undefined {
  const [header, payload, signature, ...more] = value.split('.')
  if (header === undefined || payload === undefined || signature === undefined || more.length > 0)
    return undefined
  const decoded = objectIn(header)
  const claims = objectIn(payload)
  const how = decoded === undefined ? BROKEN : 'how it is signed'
  return [
    { text: header, kind: 'header', means: `header: ${how}`, ...(decoded && { decoded }) },
    dot(),
    { text: payload, ...statePart(claims, 'payload') },
    dot(),
    { text: signature, kind: 'signature', means: 'signature over the two parts before it' },
  ]
}

function stateParts(value: string): Part[] {
  return [{ text: value, ...statePart(objectIn(value), 'state') }]
}

/** `STATE_ENCRYPTION=on` keeps a JWE as the only note. */
function statePart(state: unknown, called: string): Omit<Part, 'text'> {
  if (state === undefined) return { kind: 'state', means: `${called}: ${BROKEN}` }
  const notes = (state as { notes?: unknown }).notes
  const [first] = Array.isArray(notes) ? notes : []
  const isSealed = Array.isArray(first) && first[0] === 'sealed'
  return isSealed
    ? { kind: 'sealed', means: `${called}: encrypted, only the server can read it`, decoded: state }
    : { kind: 'state', means: `${called}: anyone who has it can read it`, decoded: state }
}

/** An id alone; or, as @fastify/session has it, a dot and its signature as well, percent-encoded as a whole. */
function idParts(value: string): Part[] | undefined {
  const means = 'session id: long and random, it says nothing'
  if (/^[\w-]{22,}$/.test(value)) return [{ text: value, kind: 'id', means }]
  const end = value.lastIndexOf('.')
  const signature = value.slice(end + 1)
  if (end < 16 || percentDecoded(signature).length < 40) return undefined
  return [
    { text: value.slice(0, end), kind: 'id', means },
    dot(),
    { text: signature, kind: 'signature', means: 'signature over the id' },
  ]
}

function dot(): Part {
  return { text: '.', kind: 'mark', means: 'separates the parts' }
}

function textPart(text: string): Part {
  return { text, kind: 'text', means: 'it has no form that this server gives' }
}

function objectIn(encoded: string): object | undefined {
  const value = parseJson(Buffer.from(percentDecoded(encoded), 'base64url').toString())
  return typeof value === 'object' && value !== null ? value : undefined
}
