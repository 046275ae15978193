/**
 * `--redact`: a report without passwords and credentials. First it collects every secret that the
 * exchanges carry (cookies, bearer tokens, passwords), then it replaces them wherever they stand,
 * whole or in part of a longer text, so that a message that quotes one is covered too.
 */
import type { ExchangeRecord } from '../../reports/exchange.ts'
import type { Report, ResultRecord } from './record.ts'

const REDACTED = '[redacted]'

/** Shorter than this, a value is no secret, and replacing it would garble words. */
const LEAST_CHARACTERS = 6

const SECRET_MEMBERS = /^(password|currentPassword|newPassword|token|csrf.*|_csrf)$/i

/** @param known secrets that may stand in it beside those it carries, such as the users' passwords */
export function redacted(report: Report, known: readonly string[]): Report {
  const servers = report.servers.map((server) => ({
    ...server,
    // Each case has visitors of its own, so its secrets stand in its own result alone.
    results: server.results.map((result) => redactedResult(result, known)),
  }))
  return { ...report, servers }
}

function redactedResult(result: ResultRecord, known: readonly string[]): ResultRecord {
  const secrets = new Set(known)
  for (const exchange of result.exchanges) collect(exchange, secrets)
  const ordered = [...secrets]
    .filter((secret) => secret.length >= LEAST_CHARACTERS)
    .sort((a, b) => b.length - a.length)
  return mapStrings(result, (text) => replaceAll(text, ordered)) as ResultRecord
}

function collect(exchange: ExchangeRecord, secrets: Set<string>): void {
  for (const [name, value] of [...exchange.requestHeaders, ...exchange.responseHeaders]) {
    const kind = name.toLowerCase()
    if (kind === 'cookie') for (const pair of value.split(';')) addPair(pair, secrets)
    if (kind === 'set-cookie') addPair(value.split(';')[0] ?? '', secrets)
    if (kind === 'authorization') secrets.add(value.replace(/^\S+\s+/, ''))
  }
  for (const body of [exchange.requestBody ?? '', exchange.responseBody]) collectBody(body, secrets)
}

function addPair(pair: string, secrets: Set<string>): void {
  const value = pair.slice(pair.indexOf('=') + 1).trim()
  secrets.add(value)
  // Each is looked for in everything: of a value made of hundreds, the first ones.
  for (const part of value.split('.').slice(0, MOST_PARTS)) if (part.length >= 16) secrets.add(part)
}

/** A JWE has five. */
const MOST_PARTS = 16

function collectBody(body: string, secrets: Set<string>): void {
  try {
    JSON.parse(body, (name, value) => {
      if (SECRET_MEMBERS.test(name) && typeof value === 'string') secrets.add(value)
    })
  } catch {
    for (const [name, value] of new URLSearchParams(body)) {
      if (!SECRET_MEMBERS.test(name)) continue
      secrets.add(value).add(encodeURIComponent(value))
    }
  }
}

function replaceAll(text: string, secrets: readonly string[]): string {
  let result = text
  for (const secret of secrets) result = result.replaceAll(secret, REDACTED)
  return result
}

function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, map))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapStrings(item, map)]),
  )
}
