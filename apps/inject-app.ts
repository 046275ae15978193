/** A whole app of this project inside the test's process, for `inject`: no socket, data of its own. */
import type { LightMyRequestResponse } from 'fastify'
import { buildApp } from '../shared/app/build-app.ts'
import { createService } from '../shared/app/create-service.ts'
import { loadConfig } from '../shared/config/load.ts'
import { temporaryDirectory } from '../shared/processes/start-server.ts'
import type { StyleName } from '../shared/styles.ts'

/** What `inject` calls itself: `localhost:80`. */
const PORT = 80

export const ALICE = { username: 'alice', password: 'alice-in-wonderland' }

interface Test {
  teardown(end: () => unknown): void
}

export async function injectApp(t: Test, style: StyleName, environment: NodeJS.ProcessEnv = {}) {
  const own = { DATA_DIR: temporaryDirectory(t), LOG_LEVEL: 'silent' }
  const config = loadConfig(PORT, { ...own, ...environment })
  const { about } = await import(`./${style}/about.js`)
  const { createStyle } = await import(`./${style}/style.js`)
  const { service, database } = await createService(about, createStyle, config)
  const app = await buildApp(config, service)
  app.addHook('onClose', () => database.close())
  t.teardown(() => app.close())
  return { app, config, service, database }
}

/** The `Cookie` header of a client that took in this answer and knew nothing before. */
export function cookieOf({ cookies }: LightMyRequestResponse): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/** The Set-Cookie lines of an answer as they were sent. */
export function setCookieLines({ headers }: LightMyRequestResponse): string[] {
  return [headers['set-cookie'] ?? []].flat()
}
