/** What was done to the servers from outside, as a person does it to those that `npm start` started. */
import type { ActionId } from '../play/actions.ts'
import { type Choice, REMEDIES } from '../play/seat-servers.ts'

const SECRET = 'a new secret is `openssl rand -base64 32`, the one in use is in .data/secret'

export const OUTSIDE: Readonly<Record<string, string>> = {
  restart: 'Stop the servers with Ctrl-C, and start them again: npm start',
  crash:
    'Kill the servers as a crash would: kill -9 PROCESS. (Of those that npm start started, one that ends takes the others with it.)',
  'start-again': 'Start the server that died again: npm start',
  rotate: `Start the servers again with SECRETS=NEW,OLD npm start (${SECRET}).`,
  'replace-secret': `Start the servers again with SECRETS=NEW npm start (${SECRET}).`,
  'stop-store':
    'Stop the Redis that STORE names, where there is one: redis-cli shutdown. The servers run on.',
  'start-store': 'Start that Redis again, with what it held: redis-server',
  'idle-time':
    'Let 30 minutes pass in which nobody comes. It is shorter with servers started by IDLE_SECONDS=60 npm start.',
  'change-role': 'Make alice an admin: npm run users -- role alice admin',
  disable: 'Disable alice: npm run users -- disable alice',
  enable: 'Enable alice again: npm run users -- enable alice',
  'change-password':
    'Give alice another password: npm run users -- password alice (at the lab it was down-the-rabbit-hole).',
} satisfies Partial<Record<ActionId, string>>

/** Those settings of a table's servers, for servers of one's own. */
export function startedWith({ remedy, store }: Choice): string {
  const places = { memory: '', file: 'file:.data/sessions', redis: 'redis://localhost:6379' }
  const settings = Object.entries({ ...REMEDIES[remedy], STORE: places[store] })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value} `)
  return `${settings.join('')}npm start`
}
