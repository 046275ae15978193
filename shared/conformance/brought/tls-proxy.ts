import { randomBytes } from 'node:crypto'
import { type AddressInfo, connect } from 'node:net'
import { type ConnectionOptions, createServer, type PSKCallbackNegotation } from 'node:tls'

/**
 * What ends TLS in front of a server that speaks plain HTTP, as nginx would. Everything else goes
 * through byte by byte, broken requests too; each visitor keeps its address. It adds one header
 * line, `X-Forwarded-Proto: https`, for servers that are told to believe their proxy.
 *
 * Both ends are the suite's own, so they know each other by a pre-shared key (RFC 4279) and need no
 * certificate.
 */
interface TlsProxy {
  readonly port: number
  /** What a visitor needs to connect. */
  readonly tls: ConnectionOptions
}

const CIPHERS = 'PSK-AES128-GCM-SHA256'
const ADDED = 'X-Forwarded-Proto: https\r\n'

/** It lasts as long as the process. @param server where the plain server listens */
export async function openTlsProxy(server: { address: string; port: number }): Promise<TlsProxy> {
  const psk = randomBytes(32)
  const common = { ciphers: CIPHERS, maxVersion: 'TLSv1.2' as const }
  const proxy = createServer(
    { ...common, pskCallback: () => psk, pskIdentityHint: '' },
    (visitor) => {
      const from = visitor.remoteAddress ?? ''
      const upstream = connect({
        host: server.address,
        port: server.port,
        ...(isLoopback(from) && isLoopback(server.address) ? { localAddress: from } : {}),
      })
      let head = ''
      visitor.on('data', function untilRequestLine(bytes: Buffer) {
        head += bytes.toString('latin1')
        const end = head.indexOf('\r\n')
        if (end === -1) return
        visitor.off('data', untilRequestLine)
        upstream.write(head.slice(0, end + 2) + ADDED + head.slice(end + 2), 'latin1')
        visitor.pipe(upstream)
      })
      upstream.pipe(visitor)
      // Whichever side breaks off, the other is told; there is nobody here to report it to.
      visitor.on('error', () => upstream.destroy())
      upstream.on('error', () => visitor.destroy())
      visitor.on('close', () => upstream.destroy())
    },
  )
  proxy.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  proxy.unref()
  const answer: PSKCallbackNegotation = { psk, identity: 'suite' }
  return {
    port: (proxy.address() as AddressInfo).port,
    tls: { ...common, pskCallback: () => answer, checkServerIdentity: () => undefined },
  }
}

function isLoopback(address: string): boolean {
  return /^(::ffff:)?127\./.test(address)
}
