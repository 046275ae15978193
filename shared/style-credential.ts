/**
 * What whoever has the secret can do with a style's credential, beside its server (a style's `credential.ts`): the
 * lab checks what a browser holds, the experiments forge. A style without it is compared and played all the same.
 */
import type { VisitorState } from './visitor-state.ts'

/** Over plain HTTP: names with values, as a browser sends them. */
export type Cookies = readonly { readonly name: string; readonly value: string }[]

export interface StyleCredential {
  /** Undefined where this secret signed none of them; the id, where that is what was signed. */
  verify(cookies: Cookies, secret: string): { readonly id?: string } | undefined
  /** The state that is carried, unverified; undefined where it can't be read. */
  read?(cookies: Cookies): Pick<VisitorState, 'expiresAt' | 'signIn'> | undefined
  /** `Cookie` headers with this state, each made with the secret alone. */
  forge(secret: string, state: VisitorState): Promise<readonly string[]>
  /** A `Cookie` header with this id, signed where ids are; only where the credential is an id. */
  withId?(secret: string, id: string): string
}
