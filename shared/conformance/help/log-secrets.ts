/** What went over the wire and has no place in a log (contract rule 11; ASVS 16.2.5). */
import { decodeJwt } from '../../visitor/credential.ts'
import type { Exchange } from '../../visitor/exchange.ts'
import { record } from './about.ts'

interface Secret {
  readonly what: 'password' | 'cookie' | 'token'
  readonly value: string
}

/** A password as it is stored: a log that shows what is made from one lets its reader guess at leisure. */
export const PASSWORD_HASH = /\$argon2\w*\$|\$2[aby]\$\d\d\$|\$scrypt\$|pbkdf2[_:$-]sha/i

/**
 * Where a secret stands in a text, plainly or in a form that is read as easily; undefined where it
 * does not.
 */
export function formIn(text: string, secret: string): string | undefined {
  const bytes = Buffer.from(secret)
  if (text.includes(secret)) return 'as it is'
  if (text.includes(encodeURIComponent(secret))) return 'percent-encoded'
  if (text.toLowerCase().includes(bytes.toString('hex'))) return 'in hexadecimal'
  if (inBase64(bytes).some((each) => text.includes(each))) return 'in base64'
  const numbers = new RegExp([...bytes].join(',\\s*'))
  return numbers.test(text) ? 'as a list of bytes' : undefined
}

/** What a secret becomes within a longer text in base64: that depends on how many bytes are before it. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes])
    // The first and the last characters are made from its neighbours as well.
    const whole = padded.toString('base64').replace(/=+$/, '')
    return whole.slice(before === 0 ? 0 : before + 1, Math.floor((padded.length * 8) / 6))
  })
}

/** Shorter values stand in a log by chance. */
const LEAST_CHARACTERS = 12

/** A masked value may show its beginning; this much of it is more than that. */
const MOST_SHOWN_CHARACTERS = 24

/** Every secret of these exchanges, each in parts so long that one is found in a log that shows half of it. */
export function secretsIn(exchanges: readonly Exchange[]): Secret[] {
  const found = exchanges.flatMap((exchange) => [
    ...passwordsOf(exchange),
    ...cookiesOf(exchange),
    ...tokensOf(exchange),
  ])
  const unique = new Map(found.map((secret) => [secret.value, secret]))
  return [...unique.values()].filter(({ value }) => value.length >= LEAST_CHARACTERS)
}

function passwordsOf({ request }: Exchange): Secret[] {
  let body: Record<string, unknown> | undefined
  try {
    body = record(JSON.parse(request.body ?? ''))
  } catch {
    body = Object.fromEntries(new URLSearchParams(request.body ?? ''))
  }
  const members = ['password', 'currentPassword', 'newPassword'].map((name) => body?.[name])
  return members.flatMap((value) =>
    typeof value === 'string' ? { what: 'password' as const, value } : [],
  )
}

function cookiesOf({ request }: Exchange): Secret[] {
  const sent = request.headers.flatMap(([name, value]) => {
    return name.toLowerCase() === 'cookie' ? value.split('; ') : []
  })
  const values = sent.map((pair) => pair.slice(pair.indexOf('=') + 1))
  return values.flatMap((value) =>
    partsOf(value).map((part) => ({ what: 'cookie' as const, value: part })),
  )
}

function tokensOf({ request }: Exchange): Secret[] {
  const lines = request.headers.filter(([name]) => name.toLowerCase() === 'authorization')
  return lines.flatMap(([, value]) => {
    return partsOf(value.replace(/^Bearer /i, '')).map((part) => ({
      what: 'token' as const,
      value: part,
    }))
  })
}

/** The parts that nobody could know: of a JWT not its header, which is the same in each. */
function partsOf(credential: string): string[] {
  const parts = credential.split(/[.%]/)
  const own = decodeJwt(credential) === undefined ? parts : parts.slice(1)
  return own.flatMap((part) => {
    if (part.length < 2 * MOST_SHOWN_CHARACTERS) return [part]
    return [part.slice(0, MOST_SHOWN_CHARACTERS), part.slice(-MOST_SHOWN_CHARACTERS)]
  })
}
