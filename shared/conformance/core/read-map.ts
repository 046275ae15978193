import { readFileSync } from 'node:fs'
import { Compile } from 'typebox/compile'
import { CORE_MAP, type CoreMap } from './map.ts'

/** The mapping file cannot be used; the message names the member, in one sentence. */
export class MapError extends Error {
  override readonly name = 'MapError'
}

const checker = Compile(CORE_MAP)

/** @throws MapError */
export function readMap(file: string): CoreMap {
  let source: string
  try {
    source = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new MapError(`The map ${file} cannot be read.`, { cause })
  }
  try {
    return checkMap(JSON.parse(source))
  } catch (cause) {
    if (cause instanceof SyntaxError) {
      throw new MapError(`The map ${file} is no JSON: ${cause.message}.`, { cause })
    }
    if (cause instanceof MapError) throw new MapError(`In ${file}: ${cause.message}`, { cause })
    throw cause
  }
}

/** @throws MapError */
export function checkMap(value: unknown): CoreMap {
  if (!checker.Check(value)) throw new MapError(firstFault(value))
  const fault = faultBeyondSchema(value)
  if (fault !== undefined) throw new MapError(fault)
  return value
}

function firstFault(value: unknown): string {
  const errors = [...checker.Errors(value)]
  // The most telling ones first: an unknown or missing member is named by its parent's error.
  const [error = errors[0]] = errors.filter(({ keyword }) => keyword !== 'boolean')
  if (error === undefined) return 'the map is not of the documented form.'
  const where = memberName(error.instancePath)
  const parameters = error.params as Readonly<Record<string, unknown>>
  const unknown = named(parameters.additionalProperties)
  if (unknown !== undefined) return `${within(where)}"${unknown}" is no member of the map.`
  const missing = named(parameters.requiredProperties)
  if (missing !== undefined) return `${within(where)}the member "${missing}" is missing.`
  return `${where === '' ? 'the map' : `"${where}"`} ${error.message}.`
}

function named(list: unknown): string | undefined {
  return Array.isArray(list) && list.length > 0 ? String(list[0]) : undefined
}

function within(where: string): string {
  return where === '' ? '' : `in "${where}" `
}

function memberName(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.')
}

/** What a schema can't say, or not in words that help. */
function faultBeyondSchema(map: CoreMap): string | undefined {
  for (const name of ['signIn', 'signOut', 'change'] as const) {
    const request = map[name]
    if (request?.form !== undefined && request.json !== undefined) {
      return `"${name}" has both "form" and "json": give one of the two.`
    }
  }
  const signIn = JSON.stringify([map.signIn.path, map.signIn.form, map.signIn.json])
  for (const placeholder of ['{username}', '{password}']) {
    if (!signIn.includes(placeholder)) return `"signIn" holds no ${placeholder}.`
  }
  const { text, pointer } = map.whoAmI.signedIn
  if ((text === undefined) === (pointer === undefined)) {
    return '"whoAmI.signedIn" takes "text" or "pointer", one of the two.'
  }
  if (text !== undefined && !text.includes('{username}')) {
    return '"whoAmI.signedIn.text" holds no {username}.'
  }
  return map.csrf === undefined ? undefined : faultOfToken(map.csrf)
}

function faultOfToken(csrf: NonNullable<CoreMap['csrf']>): string | undefined {
  const { pattern, pointer, cookie, form, member, header } = csrf
  const given = (...each: (string | undefined)[]) => each.filter((one) => one !== undefined).length
  if (given(pattern, pointer, cookie) !== 1) {
    return '"csrf" takes one of "pattern", "pointer" and "cookie": where the token comes from.'
  }
  if (given(form, member, header) !== 1) {
    return '"csrf" takes one of "form", "member" and "header": where the token goes.'
  }
  try {
    if (pattern !== undefined) new RegExp(pattern)
  } catch (error) {
    return `"csrf.pattern" is no regular expression: ${(error as Error).message}.`
  }
  return undefined
}
