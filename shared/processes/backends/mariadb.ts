/** A MariaDB of a test's own. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createConnection } from 'mysql2/promise'
import { freePort } from '../free-port.ts'
import { howToGet, type Telling } from '../missing.ts'
import { until } from '../until.ts'
import { Guarded, type Running } from './guarded.ts'
import { installed } from './installed.ts'

const HOW = howToGet(['mariadb-server'])

interface MariaDb {
  port: number
  /** Of a user who may do everything, without a database: `mysql://…/`. */
  url: string
  process: Running
  /** A user who may do everything with one database. @returns the name */
  makeUser(database: string, password: string): Promise<string>
  /** Starts it again, with the data that it had. */
  again(): Promise<void>
}

/** A server, or undefined where none is installed (and then the test has been told so). */
export async function startMariaDb(t: Telling, ...options: string[]): Promise<MariaDb | undefined> {
  const command = installed(t, ['mariadbd', 'mysqld'], HOW)
  const install = installed(t, ['mariadb-install-db', 'mysql_install_db'], HOW)
  if (command === undefined || install === undefined) return undefined
  const guarded = new Guarded(t)
  const data = join(guarded.folder, 'data')
  const user = process.getuid?.() === 0 ? ['--user=root'] : []
  await promisify(execFile)(install, [
    ...['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal'],
    ...['--skip-test-db', ...user],
  ])
  const port = await freePort()
  const start = () =>
    guarded.start(command, [
      ...['--no-defaults', `--datadir=${data}`, `--socket=${join(guarded.folder, 'socket')}`],
      ...[
        '--bind-address=127.0.0.1',
        `--port=${port}`,
        `--pid-file=${join(guarded.folder, 'pid')}`,
      ],
      ...['--innodb-buffer-pool-size=32M', '--skip-log-bin', ...user, ...options],
    ])
  const url = `mysql://root@127.0.0.1:${port}/`
  const answers = () =>
    until(`MariaDB answers on ${port}`, () => {
      if (server.process.ended()) throw new Error(`MariaDB ended at its start:\n${guarded.log()}`)
      return said(url, 'SELECT 1').catch(() => undefined)
    })
  const server: MariaDb = {
    port,
    url,
    process: await start(),
    async makeUser(database, password) {
      const user = `user_${randomBytes(4).toString('hex')}`
      await said(url, `CREATE USER ${user} IDENTIFIED BY '${password}'`)
      await said(url, `GRANT ALL ON ${database}.* TO ${user}`)
      return user
    },
    async again() {
      server.process = await start()
      await answers()
    },
  }
  await answers()
  return server
}

/** Makes an empty database. @returns its name */
export async function makeDatabase(server: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await said(server, `CREATE DATABASE ${name}`)
  return name
}

/** What a server answers to one statement, on a connection of its own. */
export async function said<Answer = object[]>(url: string, sql: string): Promise<Answer> {
  const connection = await createConnection({ uri: url, connectTimeout: 2000 })
  try {
    const [answer] = await connection.query(sql)
    return answer as Answer
  } finally {
    connection.destroy()
  }
}
