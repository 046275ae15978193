import { createServer } from 'node:net'

/** Below the ports that systems give out by themselves (32768 and up, or 49152 and up). */
const [LOWEST, HIGHEST] = [20_000, 32_000]

/** A port that nobody listens on, and that none will get by chance while its user is away from it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST))
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
}
