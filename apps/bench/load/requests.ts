/** The requests of a bench, as bytes: as a browser sends them, and the same for every server. */
import { nameOf, PASSWORD } from '../peers/kit/people.ts'
import type { Asked } from './connection.ts'

/** What a visitor holds after a sign-in: the value of its `Cookie` header. */
export type Credential = string

function bytes(method: string, path: string, host: string, lines: string[], body = ''): Buffer {
  const head = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}`,
    'User-Agent: bench',
    'Accept: application/json',
    ...lines,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1')
}

export function getRequest(path: string, host: string, lines: string[], holds: string): Asked {
  return { request: bytes('GET', path, host, lines), status: 200, holds }
}

export function meRequest(host: string, index: number, credential?: Credential): Asked {
  const cookie = credential === undefined ? [] : [`Cookie: ${credential}`]
  const request = bytes('GET', '/me', host, cookie)
  // Where there is no auth everyone is the same one.
  return {
    request,
    status: 200,
    holds: `"username":"${nameOf(credential === undefined ? 0 : index)}"`,
  }
}

export function visitRequest(host: string, credential?: Credential): Asked {
  const cookie = credential === undefined ? [] : [`Cookie: ${credential}`]
  return { request: bytes('GET', '/', host, cookie), status: 200, holds: '"visits":' }
}

export function noteRequest(
  host: string,
  name: string,
  text: string,
  credential: Credential,
): Asked {
  const body = JSON.stringify({ text })
  const lines = [
    `Cookie: ${credential}`,
    `Origin: http://${host}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ]
  return { request: bytes('PUT', `/notes/${name}`, host, lines, body), status: 204 }
}

export function signInRequest(host: string, index: number): Asked {
  const body = JSON.stringify({ username: nameOf(index), password: PASSWORD })
  const lines = [
    `Origin: http://${host}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ]
  return { request: bytes('POST', '/login', host, lines, body), status: 200 }
}

export function signOutRequest(host: string, status: number, credential?: Credential): Asked {
  const cookie = credential === undefined ? [] : [`Cookie: ${credential}`]
  return {
    request: bytes('POST', '/logout', host, [
      ...cookie,
      `Origin: http://${host}`,
      'Content-Length: 0',
    ]),
    status,
  }
}

/** What the cookies that an answer sets make of a `Cookie` header; undefined where it sets none. */
export function credentialOf(answer: string): Credential | undefined {
  const head = answer.slice(0, answer.indexOf('\r\n\r\n'))
  const pairs = [...head.matchAll(/\r\nset-cookie: *([^;\r]+)/gi)].map(([, pair = '']) => pair)
  const kept = pairs.filter((pair) => pair.indexOf('=') < pair.length - 1) // an empty value clears
  return kept.length > 0 ? kept.join('; ') : undefined
}
