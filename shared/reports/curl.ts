/** An exchange as a command that asks the same again. */
import type { ExchangeRecord } from './exchange.ts'

/** Headers that curl sets by itself, rightly. */
const CURLS_OWN = /^(host|connection|content-length|transfer-encoding)$/i

export function asCurl({ method, url, requestHeaders, requestBody }: ExchangeRecord): string {
  const { host } = new URL(url)
  const parts = ['curl -i', `-X ${method}`]
  for (const [name, value] of requestHeaders) {
    const isForeignHost = /^host$/i.test(name) && value !== host
    if (isForeignHost || !CURLS_OWN.test(name)) parts.push(`-H ${quoted(`${name}: ${value}`)}`)
  }
  if (requestBody !== null) parts.push(`--data-raw ${quoted(requestBody)}`)
  return [...parts, quoted(url)].join(' \\\n  ')
}

/** Quoted for a POSIX shell: nothing in single quotes means anything but itself. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
