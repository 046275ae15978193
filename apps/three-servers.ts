/** The servers of all styles, each a process of its own, started and stopped together. */

import { SettingError } from '../shared/config/setting-error.ts'
import { type ServerProcess, startShown } from '../shared/processes/server-process.ts'
import { STYLES } from '../shared/styles.ts'

const EXAMPLE = STYLES.map((_, index) => 4001 + index).join()

/** Ports from `PORTS`, one for each server; empty where each takes its usual one. */
export function portsIn(environment: NodeJS.ProcessEnv): string[] {
  for (const name of ['PORT', 'PUBLIC_ORIGIN']) {
    if (!environment[name]) continue
    throw new SettingError(
      `${name} is for one server, and this starts ${STYLES.length}: unset it (PORTS=${EXAMPLE} moves all), or start one alone.`,
    )
  }
  const ports = (environment.PORTS ?? '').split(',').flatMap((port) => port.trim() || [])
  const used = ports.filter((port) => port !== '0')
  const areFit = ports.every((port) => /^\d+$/.test(port) && Number(port) <= 65_535)
  const isFit = ports.length === STYLES.length && areFit && new Set(used).size === used.length
  if (ports.length === 0 || isFit) return ports
  throw new SettingError(
    `PORTS names ${STYLES.length} different ports, one for each server, such as ${EXAMPLE}.`,
  )
}

export class ThreeServers {
  #ports: readonly string[]
  #servers: ServerProcess[] = []
  #addresses: readonly string[] = []

  /** @param onEnd one of them has ended by itself, after all had started */
  constructor(ports: readonly string[], onEnd: (style: string) => void) {
    this.#ports = ports
    this.#onEnd = onEnd
  }
  readonly #onEnd: (style: string) => void

  /**
   * @returns where each of them listens
   * @throws Error with the error of the first that cannot start; the others are stopped
   */
  async start(): Promise<string[]> {
    this.#servers = STYLES.map((style, index) => {
      return startShown(style, { PORT: this.#ports[index] ?? '' })
    })
    try {
      const addresses = await Promise.all(this.#servers.map(({ listening }) => listening))
      this.#ports = addresses.map((address) => new URL(address).port)
      for (const server of this.#servers) server.onFault = () => this.#onEnd(server.name)
      this.#addresses = addresses
      this.introduce()
      return addresses
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  /**
   * Tells each server where the others are: its page links to them.
   * @param lab its address, where it runs as well
   */
  introduce(lab?: string): void {
    const servers = STYLES.map((name, index) => ({ name, address: this.#addresses[index] }))
    const labs = lab === undefined ? [] : [{ name: 'the lab', address: lab }]
    for (const { name, process } of this.#servers) {
      const neighbours = [...servers.filter((other) => other.name !== name), ...labs]
      process.send?.({ neighbours }, () => {}) // a server that has just ended is told of by its exit
    }
  }

  /**
   * Tells each to stop, and waits until all are gone; what is under way is finished.
   * @param onStopped called for each that had not ended before
   */
  async stop(onStopped: (style: string) => void = () => {}): Promise<void> {
    await Promise.all(
      this.#servers.map(async (server) => {
        await server.stop()
        if (server.fault === undefined) onStopped(server.name)
      }),
    )
  }
}
