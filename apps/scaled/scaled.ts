/** Two instances of each style behind nginx, and how they are replaced one by one while they are used. */

import { type Instance, startInstance } from './instance.ts'
import { Nginx } from './nginx.ts'
import type { Site } from './nginx-config.ts'

const EACH = 2

export interface ScaledOptions {
  /** Where nginx listens, for each style. */
  ports: Record<string, number>
  folder: string
  /** Settings of every instance, such as `STORE`. */
  settings: NodeJS.ProcessEnv
}

interface Group {
  style: string
  port: number
  instances: { instance: Instance; draining: boolean }[]
}

export class Scaled {
  readonly #groups: Group[] = []
  readonly #nginx: Nginx
  readonly #options: ScaledOptions

  constructor(options: ScaledOptions) {
    this.#options = options
    this.#nginx = new Nginx(options.folder, ['127.0.0.1', '[::1]'])
  }

  /** @throws Error when an instance or nginx does not come up */
  async start(): Promise<void> {
    for (const [style, port] of Object.entries(this.#options.ports)) {
      const group: Group = { style, port, instances: [] }
      this.#groups.push(group)
      for (let i = 0; i < EACH; i += 1) {
        const instance = await startInstance(style, this.#settings(port))
        group.instances.push({ instance, draining: false })
      }
    }
    await this.#nginx.start(this.#sites())
  }

  /**
   * Replaces every instance, one at a time: first nginx sends it nothing more, then what is under way is
   * answered, then it stops, and another takes its place.
   */
  async rollingRestart(): Promise<void> {
    for (const group of this.#groups) {
      for (const place of group.instances) {
        place.draining = true
        await this.#nginx.reload(this.#sites())
        await place.instance.stop()
        place.instance = await startInstance(group.style, this.#settings(group.port))
        place.draining = false
        await this.#nginx.reload(this.#sites())
      }
    }
  }

  async stop(): Promise<void> {
    await this.#nginx.stop()
    const instances = this.#groups.flatMap(({ instances }) => instances)
    await Promise.all(instances.map(({ instance }) => instance.stop()))
  }

  #settings(port: number): NodeJS.ProcessEnv {
    const origin = `http://localhost:${port}`
    return { PUBLIC_ORIGIN: origin, TRUST_PROXY: '127.0.0.1', ...this.#options.settings }
  }

  #sites(): Site[] {
    return this.#groups.map(({ style, port, instances }) => ({
      style,
      port,
      instances: instances.map(({ instance, draining }) => ({
        address: `127.0.0.1:${instance.port}`,
        draining,
      })),
    }))
  }
}
