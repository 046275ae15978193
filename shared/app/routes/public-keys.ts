import { Type } from '../../type.ts'
import type { App } from '../app-types.ts'
import type { Service } from '../service.ts'

const Jwks = Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.String())) })

/** The public keys of tokens signed asymmetrically (RFC 7517 5); no such address where there are none. */
export function publicKeysRoute(app: App, { style }: Service): void {
  const keys = (style.publicKeys ?? []) as Record<string, string>[]
  if (keys.length === 0) return
  const schema = { summary: 'The public keys', response: { 200: Jwks } }
  app.get('/.well-known/jwks.json', { schema, config: { alwaysJson: true } }, () => ({ keys }))
}
