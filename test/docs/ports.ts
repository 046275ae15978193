/** Other ports than the document's, so that it can be followed where those are taken. */
import { createServer } from 'node:net'

/** A document's ports are 3001 to 3099. */
const PORT = /\b30(?!00)\d\d\b/g
/** Below the ports that systems give out by themselves (32768 and up, or 49152 and up). */
const [LOWEST, HIGHEST] = [20_000, 32_000]

export interface Ports {
  /** A text of the document, with the ports that are used instead. */
  away(text: string): string
  /** A text that came back, with the document's ports again. */
  back(text: string): string
}

export async function otherPorts(documented: string): Promise<Ports> {
  const away = new Map<string, string>()
  const back = new Map<string, string>()
  for (const [port] of documented.matchAll(PORT)) {
    if (away.has(port)) continue
    const free = await freePort(back)
    away.set(port, free)
    back.set(free, port)
  }
  return {
    away: (text) => text.replace(PORT, (port) => away.get(port) ?? port),
    back: (text) => text.replace(/\b\d{5}\b/g, (number) => back.get(number) ?? number),
  }
}

async function freePort(taken: Map<string, string>): Promise<string> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST))
    if (!taken.has(String(port)) && (await isFree(port))) return String(port)
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
}
