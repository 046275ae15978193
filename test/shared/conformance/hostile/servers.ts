/** Servers that do one hostile thing, to whoever asks: from the first byte on, or before a real server. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Test } from 'tap'
import type { Behaviour } from './behaviours.ts'

const HEAD_END = '\r\n\r\n'

async function listen(t: Test, onSocket: (socket: Socket, port: number) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // Whoever is hung up on here has been told all that it is to know.
    socket.on('error', () => {})
    onSocket(socket, (server.address() as AddressInfo).port)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The head of the request as soon as it is whole, once; with all that came so far. */
function whenAsked(socket: Socket, then: (head: string, all: string) => void): void {
  let received = ''
  const take = (bytes: Buffer) => {
    received += bytes.toString('latin1')
    const end = received.indexOf(HEAD_END)
    if (end === -1) return
    socket.off('data', take)
    then(received.slice(0, end), received)
  }
  socket.on('data', take)
}

/** A server that does the same to every request. */
export function startHostile(t: Test, behaviour: Behaviour): Promise<string> {
  return listen(t, (socket) => {
    whenAsked(socket, () => {
      socket.resume()
      behaviour(socket)
    })
  })
}

/** What becomes of a request, by its method and path and the number of requests before it. */
type Rule = (route: string, before: number) => Behaviour | undefined

/**
 * A server that is sound but where a rule says otherwise: what a rule lets through goes to a real
 * server and back, byte by byte, from the visitor's own address.
 */
export function startBefore(t: Test, server: string, rule: Rule): Promise<string> {
  const { host, port } = new URL(server)
  let requests = 0
  return listen(t, (socket, ownPort) => {
    whenAsked(socket, (head, all) => {
      const route = head.split(' HTTP/')[0] ?? ''
      const behaviour = rule(route, requests++)
      if (behaviour !== undefined) {
        socket.resume()
        return behaviour(socket)
      }
      const localAddress = socket.remoteAddress ?? ''
      const upstream = connect({ host: '127.0.0.1', port: Number(port), localAddress })
      // The real server has to hear its own name, and the visitor the one that it asked for.
      upstream.write(all.replaceAll(`127.0.0.1:${ownPort}`, host), 'latin1')
      socket.pipe(upstream)
      upstream.pipe(socket)
      upstream.on('error', () => socket.destroy())
      socket.on('close', () => upstream.destroy())
    })
  })
}
