/** A real server whose answers are changed on the way. */
import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export async function startChanging(
  t: Test,
  server: string,
  change: (answer: Answer) => Answer,
): Promise<string> {
  const { host, port } = new URL(server)
  const proxy = createServer((request, response) => {
    const { method, url: path, socket } = request
    const { port: ownPort } = proxy.address() as AddressInfo
    // The real server has to hear its own name.
    const asked = JSON.stringify(request.headers).replaceAll(`127.0.0.1:${ownPort}`, host)
    const headers = JSON.parse(asked) as IncomingHttpHeaders
    const localAddress = socket.remoteAddress
    const options = { host: '127.0.0.1', port, localAddress, agent: false, method, path, headers }
    const upstream = httpRequest(options, async (answer) => {
      const { status, headers, body } = change(await read(answer))
      response.writeHead(status, headers).end(body)
    })
    upstream.on('error', () => response.destroy())
    request.pipe(upstream)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    proxy.closeAllConnections()
    return new Promise((resolve) => proxy.close(resolve))
  })
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
}

async function read(answer: IncomingMessage): Promise<Answer> {
  const body = Buffer.concat(await answer.toArray()).toString()
  const { 'content-length': _, ...headers } = answer.headers
  return { status: answer.statusCode ?? 0, headers, body }
}
