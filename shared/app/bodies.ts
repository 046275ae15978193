/**
 * Bodies are JSON or a page's form (contract, "Words"), in UTF-8 and nothing else: a byte that is not
 * UTF-8 would otherwise be replaced in silence, and a password must be taken as it was sent.
 */
import type { FastifyInstance } from 'fastify'
import { Problem } from '../problems/problem.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function acceptBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers() // Fastify's own take text/plain, which a form elsewhere can send
  const parseJson = app.getDefaultJsonParser('error', 'error') // refuses __proto__ and constructor
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = decoded(body as Buffer)
    if (text === undefined) done(notUtf8())
    else if (text === '') done(null, undefined)
    else parseJson(request, text, done)
  })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, body, done) => {
      const fields = parseForm(decoded(body as Buffer))
      if (fields === undefined) done(notUtf8())
      else done(null, fields)
    },
  )
}

/** A field that comes twice is an array, so that it fails where one string belongs (ASVS 15.3.7). */
function parseForm(body: string | undefined): Record<string, string | string[]> | undefined {
  if (body === undefined) return undefined
  const fields: Record<string, string | string[]> = Object.create(null)
  for (const pair of body.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = formDecoded(equals === -1 ? pair : pair.slice(0, equals))
    const value = formDecoded(equals === -1 ? '' : pair.slice(equals + 1))
    if (name === undefined || value === undefined) return undefined
    fields[name] = name in fields ? ([fields[name], value].flat() as string[]) : value
  }
  return fields
}

function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined // broken percent-encoding, or not UTF-8
  }
}

function decoded(body: Buffer): string | undefined {
  try {
    return utf8.decode(body)
  } catch {
    return undefined
  }
}

function notUtf8(): Problem {
  return new Problem('invalid-request', 'The body is not well-formed UTF-8.')
}
