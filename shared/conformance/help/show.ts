const MOST_CHARACTERS = 200

/**
 * What looks like a credential: a long run of the characters that tokens are written in, with a
 * digit or a capital among them (24 characters of base64 without either are next to impossible).
 */
const CREDENTIAL = /(?=[a-z_\-.%+/=~]*[A-Z0-9])[A-Za-z0-9_\-.%+/=~]{24,}/g

/** As much as is looked at: the pattern takes long over long texts. */
const MOST_LOOKED_AT = 2000

/** A value as a message shows it: short, and no credential in full (contract rule 11's spirit). */
export function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value))
  const cut = text.slice(0, MOST_LOOKED_AT).replace(CREDENTIAL, (each) => `${each.slice(0, 6)}…`)
  return cut.length > MOST_CHARACTERS ? `${cut.slice(0, MOST_CHARACTERS)}…` : cut
}

const MOST_PRINTED = 600

/** Text from elsewhere on one line of a terminal, which obeys control characters. */
export function printable(text: string): string {
  const cut = text.length > MOST_PRINTED ? `${text.slice(0, MOST_PRINTED)}…` : text
  return cut.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (each) => {
    return `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
