/** The two cookies of a server with refresh tokens, as `NAME=VALUE`. */
interface Held {
  access: string | undefined
  refresh: string | undefined
}

export function setCookiesOf(answer: Response): Held {
  const pairs = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  return {
    access: pairs.find((pair) => !pair.includes('-refresh=')),
    refresh: pairs.find((pair) => pair.includes('-refresh=')),
  }
}

export async function signedIn(url: string): Promise<Held> {
  const body = JSON.stringify({ username: 'alice', password: 'alice-in-wonderland' })
  const headers = { 'content-type': 'application/json' }
  return setCookiesOf(await fetch(`${url}/login`, { method: 'POST', headers, body }))
}
