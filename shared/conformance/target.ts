import { lookup } from 'node:dns/promises'
import { RawConnection } from '../visitor/raw-socket.ts'
import { type Credentials, Visitor, type VisitorOptions } from '../visitor/visitor.ts'
import { type About, unusable } from './about.ts'

/** The server cannot be judged; the message says why, in one sentence. */
export class TargetError extends Error {
  override readonly name = 'TargetError'
}

/** A server to judge, and the two users that it lets in. */
export interface Target {
  readonly origin: URL
  readonly about: About
  /** The address to connect to; IPv4 where the host has one that answers. */
  readonly connectAddress: string
  /** Whether visitors can come from any address of 127.0.0.0/8, each counted apart. */
  readonly hasSourceAddresses: boolean
  readonly firstUser: Credentials
  readonly secondUser: Credentials
}

/**
 * Finds a server by its URL and reads what it is.
 * @throws TargetError where it does not answer, or its `GET /about` is not fit to judge by
 */
export async function findTarget(
  address: string,
  users: readonly [first: Credentials, second: Credentials],
): Promise<Target> {
  const place = await locate(address)
  const about = await readAbout(new Visitor(place))
  const [firstUser, secondUser] = users
  return { ...place, about, firstUser, secondUser }
}

/**
 * Where a server is, whatever it is.
 * @throws TargetError where nothing answers
 */
export async function locate(
  address: string,
): Promise<Pick<Target, 'origin' | 'connectAddress' | 'hasSourceAddresses'>> {
  const origin = originOf(address)
  const connectAddress = await reachable(origin)
  const hasSourceAddresses = await answersOtherAddress({ origin, connectAddress })
  return { origin, connectAddress, hasSourceAddresses }
}

function originOf(address: string): URL {
  if (!URL.canParse(address)) throw new TargetError(`"${address}" is no URL.`)
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol)) throw new TargetError(`${address} is not http or https.`)
  return new URL(url.origin)
}

async function reachable(origin: URL): Promise<string> {
  const host = origin.hostname.replace(/^\[|\]$/g, '')
  const found = await lookup(host, { all: true, order: 'ipv4first' }).catch((cause: Error) => {
    throw new TargetError(`${host} has no address: ${cause.message}.`, { cause })
  })
  let reason = 'no address'
  for (const { address } of found) {
    try {
      const connection = await RawConnection.open({ origin, connectAddress: address })
      connection.close()
      return address
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error)
    }
  }
  throw new TargetError(`Nothing answers at ${origin.origin} (${reason}).`)
}

async function readAbout(visitor: Visitor): Promise<About> {
  const exchange = await visitor.get('/about').catch((cause: Error) => {
    throw new TargetError(`No answer to GET /about: ${cause.message}.`, { cause })
  })
  if (exchange.status === 421) {
    const { host } = visitor.options.origin
    throw new TargetError(`The server does not know the host ${host}: give its public origin.`)
  }
  if (exchange.status !== 200) {
    throw new TargetError(`GET /about answers ${exchange.status}, not 200.`)
  }
  const about = exchange.json()
  const reason = unusable(about)
  if (reason !== undefined) throw new TargetError(`${reason}.`)
  return about as About
}

/** Whether a connection from another address of loopback gets through. */
async function answersOtherAddress(options: VisitorOptions): Promise<boolean> {
  if (!/^127\./.test(options.connectAddress ?? '')) return false
  try {
    const connection = await RawConnection.open({ ...options, localAddress: '127.93.17.5' })
    connection.close()
    return true
  } catch {
    return false
  }
}
