/** A way to an engine that takes longer: every byte from it comes so much later. */
import { type AddressInfo, connect, createServer } from 'node:net'

export interface SlowProxy {
  port: number
  delayMs: number
}

export async function slowProxy(
  t: { teardown(end: () => unknown): void },
  port: number,
): Promise<SlowProxy> {
  const proxy = { port: 0, delayMs: 0 }
  const server = createServer((client) => {
    const engine = connect(port, '127.0.0.1')
    client.pipe(engine)
    engine.on('data', (bytes) => setTimeout(() => client.write(bytes), proxy.delayMs))
    engine.on('close', () => setTimeout(() => client.end(), proxy.delayMs))
    client.on('error', () => engine.destroy()).on('close', () => engine.destroy())
    engine.on('error', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  proxy.port = (server.address() as AddressInfo).port
  return proxy
}
