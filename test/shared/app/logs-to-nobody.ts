/** A program with the servers' log: told that nobody reads it any more, it logs twice in one turn, and ends. */
import Fastify from 'fastify'
import { loggerOptions } from '../../../shared/app/logger.ts'
import { loadConfig } from '../../../shared/config/load.ts'

const app = Fastify({ logger: loggerOptions(loadConfig(0), 'logs-to-nobody') })
process.once('message', () => {
  app.log.info('one')
  app.log.info('two')
  process.exit()
})
process.send?.('up')
