import type { ExchangeRecord } from '../../../shared/reports/exchange.ts'

/** An exchange as text, and nothing but text: what came over the wire is never read as HTML. */
export function exchangeText(exchange: ExchangeRecord): string {
  const lines = (headers: ExchangeRecord['requestHeaders']) =>
    headers.map(([name, value]) => `${name}: ${value}`).join('\n')
  const { method, url, requestHeaders, requestBody, status, responseHeaders } = exchange
  const asked = `${method} ${pathOf(url)}\n${lines(requestHeaders)}\n\n${requestBody ?? ''}`
  return `${asked.trimEnd()}\n\n${status}\n${lines(responseHeaders)}\n\n${exchange.responseBody}`
}

export function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]*/, '')
}
