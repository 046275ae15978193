/** What a hostile or broken server does with a connection that has asked something. */
import type { Socket } from 'node:net'

export type Behaviour = (socket: Socket) => void

const OK = 'HTTP/1.1 200 OK\r\n'
const JSON_TYPE = 'Content-Type: application/json\r\n'
const CHUNK = Buffer.alloc(64 * 1024, 'x')

/** Writes the same again and again, as fast as it is read. */
function endlessly(start: string, part: string | Buffer): Behaviour {
  return (socket) => {
    socket.write(start)
    const more = () => {
      while (!socket.destroyed && socket.write(part));
    }
    socket.on('drain', more)
    more()
  }
}

/** A byte a time, for ever. */
function drip(start: string, everyMs: number): Behaviour {
  return (socket) => {
    socket.write(start)
    const timer = setInterval(() => socket.write('x'), everyMs)
    socket.on('close', () => clearInterval(timer))
  }
}

const say = (text: string): Behaviour => {
  return (socket) => void socket.write(text, 'latin1')
}
const sayAndClose = (text: string): Behaviour => {
  return (socket) => void socket.end(text, 'latin1')
}
/** Sound HTTP around any text that calls itself JSON. */
export const sayingJson = (json: string): Behaviour => {
  return (socket) => void socket.end(`${OK}${JSON_TYPE}Connection: close\r\n\r\n${json}`)
}
export const redirectTo = (location: string): Behaviour => {
  return say(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`)
}

export const BEHAVIOURS = {
  'never answers': () => {},
  'closes at once': (socket) => void socket.destroy(),
  'closes its half and says nothing': (socket) => void socket.end(),
  'resets the connection': (socket) => void socket.resetAndDestroy(),
  'answers garbage': sayAndClose('\x00\x01\xff garbage \r\n\r\n\x1b[31m'),
  'answers garbage and stays': say('\x16\x03\x01 no http, and no end of it'),
  'sends garbage without end': endlessly('', CHUNK),
  'sends headers without end': endlessly(OK, `X-More: ${'y'.repeat(1000)}\r\n`),
  'sends one header without end': endlessly(`${OK}X-Long: `, CHUNK),
  'sends cookies without end': endlessly(OK, `Set-Cookie: more=${'y'.repeat(1000)}; Path=/\r\n`),
  'sends a body without end': endlessly(`${OK}${JSON_TYPE}\r\n`, CHUNK),
  'sends chunks without end': endlessly(
    `${OK}${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\n`,
    Buffer.concat([Buffer.from('10000\r\n'), CHUNK, Buffer.from('\r\n')]),
  ),
  'sends interim answers without end': endlessly('', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(100)),
  'sends early hints and no answer': say(
    `HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n`.repeat(40),
  ),
  'switches to another protocol': say(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\nhello',
  ),
  'drips its head': drip(OK, 100),
  'drips its body': drip(`${OK}${JSON_TYPE}Content-Length: 1000000\r\n\r\n`, 100),
  'promises a longer body': say(`${OK}${JSON_TYPE}Content-Length: 1000\r\n\r\n{"short": true}`),
  'breaks a promised body off': sayAndClose(`${OK}${JSON_TYPE}Content-Length: 1000\r\n\r\n{"sh`),
  'promises a shorter body': say(`${OK}${JSON_TYPE}Content-Length: 2\r\n\r\n{"longer": true}`),
  'answers in HTTP/1.0': sayAndClose('HTTP/1.0 200 OK\r\n\r\n{"version": "1"}'),
  'answers in HTTP/0.9': sayAndClose('<h1>hello</h1>'),
  'answers with a page': sayAndClose(`${OK}Content-Type: text/html\r\n\r\n<h1>hello</h1>`),
  'redirects to itself': redirectTo('/about'),
  'redirects elsewhere': redirectTo('http://localhost:1/'),
} satisfies Record<string, Behaviour>
