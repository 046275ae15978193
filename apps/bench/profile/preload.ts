/** Loaded into a server by `--import`: profiles it between two messages of the process that started it. */
import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'

/** Microseconds between two looks at the stack. */
const EVERY_MICROS = 200

const session = new Session()
session.connect()

process.on('message', async (message) => {
  if (message === 'profile') {
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: EVERY_MICROS })
    await session.post('Profiler.start')
    process.send?.('profiling')
  } else if (typeof message === 'object' && message !== null && 'profileTo' in message) {
    const { profile } = await session.post('Profiler.stop')
    writeFileSync(String(message.profileTo), JSON.stringify(profile))
    process.send?.('profiled')
  }
})
