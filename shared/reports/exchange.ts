/** An exchange as the reports hold it. */
import { Exchange } from '../visitor/exchange.ts'

export interface ExchangeRecord {
  method: string
  url: string
  requestHeaders: [name: string, value: string][]
  requestBody: string | null
  status: number
  responseHeaders: [name: string, value: string][]
  responseBody: string
  milliseconds: number
}

/** More of a body than this tells nobody anything; what is cut says so. */
const BODY_LIMIT_CHARACTERS = 2000

export function exchangeRecord({ request, response, milliseconds }: Exchange): ExchangeRecord {
  return {
    method: request.method,
    url: request.url,
    requestHeaders: request.headers.map(([name, value]) => [name, value]),
    requestBody: request.body ?? null,
    status: response.status,
    responseHeaders: response.headers.map(([name, value]) => [name, value]),
    responseBody: response.body,
    milliseconds: Math.round(milliseconds),
  }
}

/** An exchange to keep for the reports: a run has thousands, and a server may send megabytes in each. */
export function brief({ request, response, milliseconds }: Exchange): Exchange {
  const body = request.body === undefined ? undefined : cut(request.body)
  return new Exchange({ ...request, body }, { ...response, body: cut(response.body) }, milliseconds)
}

function cut(text: string): string {
  if (text.length <= BODY_LIMIT_CHARACTERS) return text
  const left = text.length - BODY_LIMIT_CHARACTERS
  // A slice would keep the whole text in memory as long as it lives; its own bytes do not.
  const start = Buffer.from(text.slice(0, BODY_LIMIT_CHARACTERS)).toString()
  return `${start}… (${left} characters more)`
}
