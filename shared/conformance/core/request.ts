/** Requests of the map, made ready to send. */
import { BROWSER_ACCEPT, type RequestOptions } from '../../visitor/visitor.ts'
import type { CoreMap, MappedRequest } from './map.ts'

/** What goes into the placeholders; not always text, where a case sends what does not belong. */
export type Values = Readonly<Record<string, unknown>>

/** How a request differs from the one that the map describes. */
export interface Changes {
  readonly headers?: RequestOptions['headers']
  readonly cookies?: RequestOptions['cookies']
  /** False leaves the CSRF token out, as another site has to. */
  readonly token?: false
  readonly method?: string
  /** Appended to the path. */
  readonly query?: string
  /** Further form fields or JSON members. */
  readonly fields?: Readonly<Record<string, string>>
  /** The body as it is, in place of the mapped one. */
  readonly body?: { readonly type: string; readonly text: string }
}

interface Ready {
  readonly method: string
  readonly path: string
  readonly options: RequestOptions
}

export function ready(
  request: MappedRequest,
  map: CoreMap,
  values: Values,
  { token, changes = {} }: { token?: string | undefined; changes?: Changes | undefined } = {},
): Ready {
  const { csrf } = map
  const extra = (place: string | undefined) => {
    return place === undefined || token === undefined ? {} : { [place]: token }
  }
  const fields = { ...changes.fields }
  const form = { ...extra(csrf?.form), ...fields }
  const members = { ...extra(csrf?.member), ...fields }
  return {
    method: changes.method ?? request.method ?? 'POST',
    path: String(filled(request.path, encoded(values))) + (changes.query ?? ''),
    options: {
      accept: request.form === undefined ? 'application/json' : BROWSER_ACCEPT,
      ...bodyOf(request, values, { form, members, body: changes.body }),
      ...(changes.cookies === undefined ? {} : { cookies: changes.cookies }),
      headers: {
        ...commonHeaders(map),
        ...(filled(request.headers ?? {}, values) as Record<string, string>),
        ...extra(csrf?.header),
        ...(changes.body === undefined ? {} : { 'Content-Type': changes.body.type }),
        ...changes.headers,
      },
    },
  }
}

export function commonHeaders(map: CoreMap): Record<string, string> {
  return map.overHttps === true ? { 'X-Forwarded-Proto': 'https' } : {}
}

function bodyOf(
  request: MappedRequest,
  values: Values,
  more: { form: object; members: object; body: Changes['body'] },
): Pick<RequestOptions, 'form' | 'json' | 'body'> {
  if (more.body !== undefined) return { body: more.body.text }
  if (request.json !== undefined)
    return { json: merged(filled(request.json, values), more.members) }
  const form = { ...(filled(request.form ?? {}, values) as Record<string, string>), ...more.form }
  return request.form === undefined && Object.keys(form).length === 0 ? {} : { form }
}

function merged(json: unknown, members: object): unknown {
  return typeof json === 'object' && json !== null && Object.keys(members).length > 0
    ? { ...json, ...members }
    : json
}

/** Puts values in the place of `{name}`, at any depth; one that stands alone keeps its type. */
export function filled(template: unknown, values: Values): unknown {
  if (typeof template === 'string') {
    const alone = /^\{(\w+)\}$/.exec(template)?.[1]
    if (alone !== undefined && alone in values) return values[alone]
    return template.replace(/\{(\w+)\}/g, (all, name) => {
      return name in values ? String(values[name]) : all
    })
  }
  if (Array.isArray(template)) return template.map((each) => filled(each, values))
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [name, filled(value, values)]),
  )
}

function encoded(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, encodeURIComponent(String(value))]),
  )
}
