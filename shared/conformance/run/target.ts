import { lookup } from 'node:dns/promises'
import type { ConnectionOptions } from 'node:tls'
import { Patience } from '../../visitor/patience.ts'
import { RawConnection } from '../../visitor/raw-socket.ts'
import { portOf } from '../../visitor/send.ts'
import { type Credentials, Visitor, type VisitorOptions } from '../../visitor/visitor.ts'
import type { Brought } from '../brought/brought.ts'
import {
  listedAddresses,
  loopbackAddresses,
  type SourceAddresses,
} from '../brought/source-addresses.ts'
import { openTlsProxy } from '../brought/tls-proxy.ts'
import { type About, unusable } from '../help/about.ts'

/** The server cannot be judged; the message says why, in one sentence. */
export class TargetError extends Error {
  override readonly name = 'TargetError'
}

/** A server to judge, and the two users that it lets in. */
export interface Target extends Place {
  readonly about: About
  /** What was brought to judge it with, beside its URL. */
  readonly brought: Brought
  readonly firstUser: Credentials
  readonly secondUser: Credentials
  /** How long one sign-in takes with nothing beside it, where that was looked at. */
  readonly signInMs?: number
  /** Where to ask whether it still answers, if not at a route of the contract. */
  readonly alivePath?: string
}

/** Where a server is, and how to get there. */
interface Place {
  readonly origin: URL
  /** The address to connect to; IPv4 where the host has one that answers. */
  readonly connectAddress: string
  readonly connectPort?: number
  readonly tls?: ConnectionOptions
  /** Where visitors can come from, each counted apart; undefined where they have one address alone. */
  readonly sourceAddresses: SourceAddresses | undefined
  /** Of all who ask it anything. */
  readonly patience: Patience
}

/**
 * Finds a server by its URL and reads what it is.
 * @throws TargetError where it does not answer, or its `GET /about` is not fit to judge by
 */
export async function findTarget(
  address: string,
  users: readonly [first: Credentials, second: Credentials],
  brought: Brought = {},
  patience = new Patience(),
): Promise<Target> {
  const place = await locate(address, brought, patience)
  const about = await readAbout(new Visitor({ ...place, deadlineMs: patience.startDeadlineMs() }))
  const [firstUser, secondUser] = users
  return { ...place, about, brought, firstUser, secondUser }
}

/**
 * Where a server is, whatever it is.
 * @throws TargetError where nothing answers
 */
export async function locate(
  address: string,
  { behindTls, sourceAddresses }: Brought = {},
  patience = new Patience(),
): Promise<Place> {
  const origin = originOf(address)
  const connectAddress = await reachable(origin)
  const place = { origin, connectAddress }
  const source = await sourcesFor(place, sourceAddresses)
  if (behindTls === undefined) return { ...place, sourceAddresses: source, patience }
  const proxy = await openTlsProxy({ address: connectAddress, port: portOf(origin) })
  return {
    origin: originOf(behindTls),
    connectAddress: '127.0.0.1',
    connectPort: proxy.port,
    tls: proxy.tls,
    sourceAddresses: source,
    patience,
  }
}

/** @throws TargetError for an address that was brought and gets no connection */
async function sourcesFor(
  place: VisitorOptions,
  brought: readonly string[] = [],
): Promise<SourceAddresses | undefined> {
  for (const localAddress of brought) {
    if (await answersTo(localAddress, place)) continue
    throw new TargetError(`No connection can be made from the source address ${localAddress}.`)
  }
  if (brought.length > 0) return listedAddresses(brought)
  const loopback = /^127\./.test(place.connectAddress ?? '')
  return loopback && (await answersTo('127.93.17.5', place)) ? loopbackAddresses() : undefined
}

function originOf(address: string): URL {
  if (!URL.canParse(address)) throw new TargetError(`"${address}" is no URL.`)
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol)) throw new TargetError(`${address} is not http or https.`)
  return new URL(url.origin)
}

/** Each that does not answer is waited for. */
const MOST_ADDRESSES = 4

async function reachable(origin: URL): Promise<string> {
  const host = origin.hostname.replace(/^\[|\]$/g, '')
  const found = await lookup(host, { all: true, order: 'ipv4first' }).catch((cause: Error) => {
    throw new TargetError(`${host} has no address: ${cause.message}.`, { cause })
  })
  let reason = 'no address'
  for (const { address } of found.slice(0, MOST_ADDRESSES)) {
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
    throw new TargetError(`There is nothing to judge: ${cause.message}.`, { cause })
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
  if (reason !== undefined)
    throw new TargetError(`${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`)
  return about as About
}

/** Whether a connection from this address gets through. */
async function answersTo(localAddress: string, options: VisitorOptions): Promise<boolean> {
  try {
    const connection = await RawConnection.open({ ...options, localAddress })
    connection.close()
    return true
  } catch {
    return false
  }
}
