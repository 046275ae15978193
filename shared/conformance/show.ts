const MOST_CHARACTERS = 200

/**
 * What looks like a credential: a long run of the characters that tokens are written in, with a
 * digit or a capital among them (24 characters of base64 without either are next to impossible).
 */
const CREDENTIAL = /(?=[a-z_\-.%+/=~]*[A-Z0-9])[A-Za-z0-9_\-.%+/=~]{24,}/g

/** A value as a message shows it: short, and no credential in full (contract rule 11's spirit). */
export function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value))
  const cut = text.replace(CREDENTIAL, (each) => `${each.slice(0, 6)}…`)
  return cut.length > MOST_CHARACTERS ? `${cut.slice(0, MOST_CHARACTERS)}…` : cut
}
