/**
 * MySQL or MariaDB by URL, on mysql2, which by itself
 * - waits without end for an answer and for a free connection (`reach.ts` does not);
 * - has "error" events that end the process where nobody listens;
 * - escapes values with backslashes, which is safe only where the session's `sql_mode` allows for them.
 */
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import {
  createPool,
  type Pool,
  type PoolConnection,
  type ResultSetHeader,
  type RowDataPacket,
} from 'mysql2'
import { untilNoDeadlock } from './deadlock.ts'
import { type MysqlAddress, parseMysqlUrl } from './mysql-url.ts'
import { engineTimeouts, Reach, UNTRUSTED } from './reach.ts'

/** More gain nothing: each of them answers thousands of such short queries in a second. */
const CONNECTIONS = 10
/** READ COMMITTED: no locks on gaps, for which two who insert could wait in a circle. */
const SESSION = [
  "SET SESSION sql_mode = 'STRICT_ALL_TABLES'",
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
]

type Parameter = string | number | null
type Result = RowDataPacket[] & ResultSetHeader
export type Query = (sql: string, parameters?: Parameter[]) => Promise<Result>

export class Mysql {
  readonly database: string
  readonly #address: MysqlAddress
  readonly #reach: Reach
  readonly #sockets = new Set<Socket>()
  #pool: Pool

  /**
   * @param setting the setting that the URL is the value of
   * @param prepare makes what must be there; called again whenever the server was away
   * @throws SettingError
   */
  constructor(setting: string, url: string, prepare: (query: Query) => Promise<void>) {
    this.#address = parseMysqlUrl(setting, url)
    this.database = this.#address.database
    this.#pool = this.#openPool()
    this.#reach = new Reach({
      greet: () => prepare((sql, parameters) => this.#query(sql, parameters)),
      abandon: () => this.#abandon(),
      isAbsence,
      refusal: (error) => refusal(setting, error),
    })
  }

  /** @throws SettingError when the server refuses the user or the database */
  start(): Promise<void> {
    return this.#reach.start()
  }

  readonly query: Query = (sql, parameters) =>
    this.run(() => untilNoDeadlock(() => this.#query(sql, parameters)))

  /** For what speaks to the server by `getConnection`: runs it with the same patience. */
  run<Given>(operation: () => Promise<Given>): Promise<Given> {
    return this.#reach.run(operation)
  }

  getConnection(done: (error: Error | null, connection: PoolConnection) => void): void {
    this.#pool.getConnection(done)
  }

  async close(): Promise<void> {
    this.#reach.close()
    const ended = new Promise<void>((resolve) => this.#pool.end(() => resolve()))
    await Promise.race([ended, delay(engineTimeouts.operationMs, undefined, { ref: false })])
    for (const socket of this.#sockets) socket.destroy()
  }

  #query(sql: string, parameters: Parameter[] = []): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#pool.query<Result>(sql, parameters, (error, result) =>
        error ? reject(error) : resolve(result),
      )
    })
  }

  #openPool(): Pool {
    const pool = createPool({
      ...this.#address,
      charset: 'utf8mb4_bin',
      connectionLimit: CONNECTIONS,
      connectTimeout: engineTimeouts.operationMs,
      // Names are kept as bytes, so that none equals another by case, accent or a space at its end.
      typeCast: (field, next) => (field.type === 'VAR_STRING' ? field.string('utf8') : next()),
      stream: () => this.#openSocket(),
    })
    pool.on('connection', (connection) => {
      connection.on('error', () => {})
      for (const sql of SESSION) connection.query(sql, () => {})
    })
    return pool
  }

  #openSocket(): Socket {
    const { host, port } = this.#address
    const socket = connect({ host, port, noDelay: true, keepAlive: true })
    this.#sockets.add(socket)
    return socket.once('close', () => this.#sockets.delete(socket))
  }

  /** Both what waits for an answer and what waits for a connection ends here. */
  #abandon(): void {
    const old = this.#pool
    this.#pool = this.#openPool()
    for (const socket of this.#sockets) socket.destroy()
    old.end(() => {})
  }
}

/** The connection failed, or what `prepare` makes is gone: an answer, but from another database. */
function isAbsence(error: unknown): boolean {
  const { fatal, code } = error as { fatal?: boolean; code?: string }
  return fatal === true || code === 'ER_NO_SUCH_TABLE'
}

const REFUSALS: Record<string, string> = {
  ER_ACCESS_DENIED_ERROR: 'the MySQL server refuses this user or password',
  ER_DBACCESS_DENIED_ERROR: 'this user may not use this MySQL database',
  ER_TABLEACCESS_DENIED_ERROR: 'this user may not make tables in this MySQL database',
  ER_BAD_DB_ERROR: 'the MySQL server has no such database',
  HANDSHAKE_NO_SSL_SUPPORT: 'the MySQL server speaks no TLS',
}

function refusal(setting: string, error: unknown): string | undefined {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  // The code of a certificate that is not trusted is that of a connection that was cut, too.
  const isUntrusted = code === 'HANDSHAKE_SSL_ERROR' && /certificate/i.test(message)
  const sentence = isUntrusted ? `the certificate of the MySQL server ${UNTRUSTED}` : REFUSALS[code]
  return sentence && `${setting}: ${sentence}.`
}
