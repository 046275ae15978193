/**
 * Which servers the lab judges: those on this machine, and what whoever started it named. Judging sends wrong
 * passwords and forged credentials by the thousand: nobody is to aim that at somebody else's server from a page.
 */

import { DECLARED } from '../../styles.ts'

export interface Judgeable {
  /** Those that were started beside the lab. */
  readonly servers: readonly string[]
  /** Origins elsewhere, exactly as they are. */
  readonly also: readonly string[]
}

/** The message says why, in words. */
export class NotJudgedHere extends Error {
  readonly status: 400 | 403

  constructor(status: 400 | 403, message: string) {
    super(message)
    this.status = status
  }
}

/** Where `npm start` puts them, unless it is told otherwise. */
export const USUAL_SERVERS = DECLARED.map(({ port }) => `http://localhost:${port}`)

/** @throws Error where a setting is not understood */
export function judgeableIn({ LAB_SERVERS, LAB_ALSO_JUDGES }: NodeJS.ProcessEnv): Judgeable {
  return {
    servers: LAB_SERVERS ? originsIn('LAB_SERVERS', LAB_SERVERS) : USUAL_SERVERS,
    also: LAB_ALSO_JUDGES ? originsIn('LAB_ALSO_JUDGES', LAB_ALSO_JUDGES) : [],
  }
}

/**
 * The origin of a server that is judged here.
 * @param typed an address as a person types it
 * @param ownPort where the lab itself listens
 * @throws NotJudgedHere
 */
export function originToJudge(typed: string, also: readonly string[], ownPort: number): string {
  const url = originIn(/^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`)
  if (url === undefined) {
    const shown = typed.length > 60 ? `${typed.slice(0, 60)}…` : typed
    const detail = `“${shown}” is no address of a server. It looks like http://localhost:3001, without a path.`
    throw new NotJudgedHere(400, detail)
  }
  if (isOnThisMachine(url) && portOf(url) === ownPort)
    throw new NotJudgedHere(403, 'The lab does not judge itself: it is no server of the contract.')
  if (isOnThisMachine(url) || also.includes(url.origin)) return url.origin
  const detail = `${url.origin} is not on this machine, and the lab judges no other. Whoever starts it can name more: LAB_ALSO_JUDGES=${url.origin}`
  throw new NotJudgedHere(403, detail)
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? ({ 'http:': 80, 'https:': 443 }[protocol] ?? 0) : Number(port)
}

/** By what it is called: nothing is looked up, so no name server decides. */
function isOnThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

/** An origin and nothing else, by http or https. */
export function originIn(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const isBare = url.href === `${url.origin}/` && /^https?:$/.test(url.protocol)
  return isBare ? url : undefined
}

function originsIn(name: string, list: string): string[] {
  return list.split(',').map((each) => {
    const url = originIn(each.trim())
    if (url !== undefined) return url.origin
    throw new Error(`${name} is a list of origins, such as http://localhost:4001.`)
  })
}
