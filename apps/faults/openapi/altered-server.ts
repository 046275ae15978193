/** A server of this project with another OpenAPI document, or other answers, put before it by a proxy. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Document = Record<string, unknown>

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

export interface Alteration {
  /** Changes the document in place. */
  readonly document?: (document: Document) => void
  /** Changes an answer in place. */
  readonly answer?: (answer: Answer, asked: { name: string; body: string; cookie: boolean }) => void
}

interface Test {
  teardown(end: () => unknown): void
}

/** @returns the address of the altered server */
export async function alteredServer(t: Test, url: string, alteration: Alteration): Promise<string> {
  const proxy = createServer((incoming, outgoing) => {
    pass(new URL(url), incoming, outgoing, alteration).catch((error: Error) => {
      outgoing.writeHead(502).end(error.message)
    })
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise((resolve) => proxy.close(resolve)))
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
}

async function pass(
  upstream: URL,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  alteration: Alteration,
): Promise<void> {
  const body = await textOf(incoming)
  const answer = await ask(upstream, incoming, body)
  const name = `${incoming.method} ${incoming.url}`
  alteration.answer?.(answer, { name, body, cookie: incoming.headers.cookie !== undefined })
  if (name === 'GET /openapi.json' && alteration.document !== undefined) {
    const document = JSON.parse(answer.body)
    alteration.document(document)
    answer.body = JSON.stringify(document)
  }
  const { 'content-length': _, 'transfer-encoding': __, ...headers } = answer.headers
  outgoing.writeHead(answer.status, headers).end(answer.body)
}

function ask(upstream: URL, { method, url, headers }: IncomingMessage, body: string) {
  return new Promise<Answer>((resolve, reject) => {
    const { hostname, port, host } = upstream
    const options = { hostname, port, method, path: url, headers: { ...headers, host } }
    const asking = request(options, async (response) => {
      const { statusCode: status = 0, headers } = response
      resolve({ status, headers, body: await textOf(response) })
    })
    asking.on('error', reject)
    asking.end(body)
  })
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
