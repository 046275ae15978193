/** Where a case is shown: `login.wrong-password` is a case of the group `login`. */
export function caseAddress(id: string): string {
  const dot = id.lastIndexOf('.')
  return `/conformance/${id.slice(0, dot)}/${id.slice(dot + 1)}`
}
