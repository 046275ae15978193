/** A way to an engine that takes longer: every byte from it comes so much later, or when it is let go of; in order. */

import { type AddressInfo, connect, createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface SlowProxy {
  port: number
  delayMs: number
  /** From now on nothing that the engine says gets through. */
  hold(): void
  /** What was held gets through, and what comes from now on. */
  release(): void
}

export async function slowProxy(
  t: { teardown(end: () => unknown): void },
  port: number,
): Promise<SlowProxy> {
  let held: Promise<void> | undefined
  let letGo = () => {}
  const proxy: SlowProxy = {
    port: 0,
    delayMs: 0,
    hold() {
      held = new Promise((resolve) => {
        letGo = resolve
      })
    },
    release() {
      held = undefined
      letGo()
    },
  }
  const server = createServer((client) => {
    const engine = connect(port, '127.0.0.1')
    client.pipe(engine)
    // One after the other: what comes when the way is fast again must not overtake what came before.
    let last: Promise<unknown> = Promise.resolve()
    const later = (act: () => void) => {
      const due = Promise.all([delay(proxy.delayMs), held])
      last = last.then(() => due).then(act)
    }
    engine.on('data', (bytes) => later(() => client.write(bytes)))
    engine.on('close', () => later(() => client.end()))
    client.on('error', () => engine.destroy()).on('close', () => engine.destroy())
    engine.on('error', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  proxy.port = (server.address() as AddressInfo).port
  return proxy
}
