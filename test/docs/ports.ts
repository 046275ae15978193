/** Other ports than the document's, so that it can be followed where those are taken. */
import { freePort } from '../../shared/processes/free-port.ts'

/** A document's ports are 3001 to 3099. */
const PORT = /\b30(?!00)\d\d\b/g

interface Ports {
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
    const free = await anotherThan(back)
    away.set(port, free)
    back.set(free, port)
  }
  return {
    away: (text) => text.replace(PORT, (port) => away.get(port) ?? port),
    back: (text) => text.replace(/\b\d{5}\b/g, (number) => back.get(number) ?? number),
  }
}

async function anotherThan(taken: Map<string, string>): Promise<string> {
  for (;;) {
    const port = String(await freePort())
    if (!taken.has(port)) return port
  }
}
