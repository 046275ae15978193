/** The part of an attack that shows the fault, as it was on the wire. */

import type { Paint } from '../../shared/terminal/paint.ts'
import type { Exchange } from '../../shared/visitor/exchange.ts'

/** What says little about a login, and would fill the screen. */
const DULL = /^(user-agent|connection|date|content-length|keep-alive)$/i

/** The same in every answer: shown once, where the fault is. */
const COMMON =
  /^(host|cache-control|content-security-policy|cross-origin-.*|referrer-policy|x-.*|vary|content-type|accept)$/i

const BEFORE = 3
const AFTER = 2
const VALUE_CHARACTERS = 100
const BODY_CHARACTERS = 240

export interface Step {
  readonly exchange: Exchange
  /** The same step on the sound server, where the case came as far. */
  readonly sound: Exchange | undefined
  /** The first that a sound server answers otherwise: what is missing shows here. */
  readonly differs: boolean
}

export interface Excerpt {
  /** Exchanges left out, in front and behind. */
  readonly before: number
  readonly steps: readonly Step[]
  readonly after: number
}

/** The exchanges around the first that a sound server answers otherwise: the same case was run on both. */
export function excerpt(faulty: readonly Exchange[], sound: readonly Exchange[]): Excerpt {
  const at = faulty.findIndex((exchange, index) => shape(exchange) !== shape(sound[index]))
  const first = at === -1 ? faulty.length - 1 : at
  const before = Math.max(0, first - BEFORE)
  const shown = faulty.slice(before, first + AFTER + 1)
  const steps = shown.map((exchange, index) => {
    return { exchange, sound: sound[before + index], differs: before + index === at }
  })
  return { before, steps, after: faulty.length - before - shown.length }
}

/** @returns lines for a terminal */
export function transcript(
  faulty: readonly Exchange[],
  sound: readonly Exchange[],
  paint: Paint,
): string {
  const { before, steps, after } = excerpt(faulty, sound)
  return [
    ...(before > 0 ? [paint.dim(`(${before} exchanges before, as with it)`)] : []),
    ...steps.map(({ exchange, differs }) => {
      return stepText(exchange, paint, differs ? paint.red(MARK) : '')
    }),
    ...(after > 0 ? [paint.dim(`(${after} more)`)] : []),
  ].join('\n\n')
}

const MARK = '  ← answered otherwise without it'

/** An answer without what is random in it: ids, signatures, times. */
function shape(exchange: Exchange | undefined): string {
  if (exchange === undefined) return ''
  const { status, headers, body } = exchange.response
  const kept = headers.filter(([name]) => !DULL.test(name))
  const text = JSON.stringify([exchange.name, status, kept, body])
  return text.replaceAll(/[\w%+/.:-]{12,}|\d+/g, '…')
}

/** @param mark stands beside the answer; without one, headers that every answer has are left out */
export function stepText(
  { request, response, name }: Exchange,
  paint: Paint,
  mark: string,
): string {
  const told = mark === '' ? toldBriefly : toldWhole
  const body = (text: string | undefined) => (text ? cut(text, BODY_CHARACTERS) : [])
  return [
    paint.bold(`> ${name}`),
    ...[told(request.headers), body(request.body)].flat().map((line) => `> ${line}`),
    paint.bold(`< ${response.status}`) + mark,
    ...[told(response.headers), body(response.body)].flat().map((line) => `< ${line}`),
  ].join('\n')
}

type Headers = Exchange['request']['headers']

function toldBriefly(headers: Headers): string[] {
  return toldWhole(headers.filter(([name]) => !COMMON.test(name)))
}

function toldWhole(headers: Headers): string[] {
  return headers
    .filter(([name]) => !DULL.test(name))
    .map(
      ([name, value]) =>
        `${name}: ${/cookie$/i.test(name) ? pairs(value) : cut(value, VALUE_CHARACTERS)}`,
    )
}

/** Cookies with their values cut, and their attributes whole. */
function pairs(value: string): string {
  return value
    .split('; ')
    .map((pair) => (pair.length > 60 ? `${pair.slice(0, 44)}…${pair.slice(-12)}` : pair))
    .join('; ')
}

function cut(text: string, characters: number): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= characters ? line : `${line.slice(0, characters)}…`
}
