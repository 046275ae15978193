/** Two instances of each style behind nginx, and how they are replaced one by one while they are used. */
import { freePort } from '../../shared/processes/free-port.ts'
import { type ServerProcess, startShown } from '../../shared/processes/server-process.ts'
import { Nginx } from './nginx.ts'
import type { Site } from './nginx-config.ts'

const EACH = 2

interface ScaledOptions {
  /** Where nginx listens, for each style. */
  ports: Record<string, number>
  folder: string
  /** Settings of every instance, such as `STORE`. */
  settings: NodeJS.ProcessEnv
}

interface Instance {
  port: number
  server: ServerProcess
  draining: boolean
}

interface Group {
  style: string
  port: number
  instances: Instance[]
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
        group.instances.push(await this.#startInstance(group))
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
      for (const [index, instance] of group.instances.entries()) {
        instance.draining = true
        await this.#nginx.reload(this.#sites())
        await instance.server.stop()
        group.instances[index] = await this.#startInstance(group)
        await this.#nginx.reload(this.#sites())
      }
    }
  }

  async stop(): Promise<void> {
    await this.#nginx.stop()
    const instances = this.#groups.flatMap(({ instances }) => instances)
    await Promise.all(instances.map(({ server }) => server.stop()))
  }

  async #startInstance({ style, port: publicPort }: Group): Promise<Instance> {
    const port = await freePort()
    const server = startShown(style, {
      PUBLIC_ORIGIN: `http://localhost:${publicPort}`,
      TRUST_PROXY: '127.0.0.1',
      ...this.#options.settings,
      HOST: '127.0.0.1',
      PORT: String(port),
    })
    await server.listening
    return { port, server, draining: false }
  }

  #sites(): Site[] {
    return this.#groups.map(({ style, port, instances }) => ({
      style,
      port,
      instances: instances.map(({ port, draining }) => {
        return { address: `127.0.0.1:${port}`, draining }
      }),
    }))
  }
}
