import { Exchange } from '../../visitor/exchange.ts'

/** More of a body than this tells nobody anything; what is cut says so. */
const BODY_LIMIT_CHARACTERS = 2000

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
