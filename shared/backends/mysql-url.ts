/** `mysql://USER:PASSWORD@HOST:PORT/DATABASE`, checked. What is wrong is said without a word of the URL. */
import { isIP } from 'node:net'
import { SettingError } from '../config/setting-error.ts'

export interface MysqlAddress {
  host: string
  port: number
  user: string
  password: string
  database: string
  /** With `?ssl-mode=VERIFY_IDENTITY`, as MySQL's own URLs have it: TLS, with the server's certificate checked. */
  ssl?: { rejectUnauthorized: true; verifyIdentity: true }
}

const DEFAULT_PORT = 3306

/** @throws SettingError */
export function parseMysqlUrl(setting: string, text: string): MysqlAddress {
  const wrong = (what: string) => new SettingError(`${setting}: ${what}.`)
  if (!URL.canParse(text)) throw wrong('this is no mysql://USER:PASSWORD@HOST:PORT/DATABASE')
  const { hostname, port, username, password, pathname, searchParams, hash } = new URL(text)
  if (hostname === '' || username === '') throw wrong('the mysql:// address lacks a host or a user')
  const database = decoded(pathname.slice(1))
  if (!/^\w{1,64}$/.test(database)) {
    throw wrong('the mysql:// address must name a database, of letters, digits and underscores')
  }
  const options = [...searchParams]
  const withTls = options.length === 1 && searchParams.get('ssl-mode') === 'VERIFY_IDENTITY'
  if ((options.length > 0 && !withTls) || hash !== '') {
    throw wrong(
      'the mysql:// address takes no option but ?ssl-mode=VERIFY_IDENTITY (a # must be written %23)',
    )
  }
  const host = hostname.replace(/^\[|\]$/g, '')
  // For an address mysql2 takes a certificate of "localhost", and not one of that address.
  if (withTls && isIP(host) !== 0) {
    throw wrong('with ssl-mode=VERIFY_IDENTITY the host must be a name, the one in its certificate')
  }
  return {
    host,
    port: port === '' ? DEFAULT_PORT : Number(port),
    user: decoded(username),
    password: decoded(password),
    database,
    ...(withTls && { ssl: { rejectUnauthorized: true, verifyIdentity: true } }),
  }

  function decoded(part: string): string {
    try {
      return decodeURIComponent(part)
    } catch {
      throw wrong('a % in the mysql:// address must be written %25')
    }
  }
}
