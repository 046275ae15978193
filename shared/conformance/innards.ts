/** What only a file system says, or a stack by the places in it. */
export const PLACES = /node_modules|\.[cm]?[jt]s:\d+|Traceback|file:\/\/|\/home\/|\/work\/|\/usr\//

/** What only a library says, or a stack by the form of its lines. */
const LIBRARIES =
  /\bat [\w.<>]+ \([^)]*:\d+\)|FST_ERR|SQLITE|ECONN|Unexpected (token|end|identifier)|in JSON at|JSON\.parse|(Type|Syntax|Reference|Range)Error|jwt (malformed|expired|must)|invalid signature|must NOT have|must be (string|object)/

/** No error tells any of it (contract, Words: problem; ASVS 16.5.1). */
export const INNARDS = new RegExp(`${PLACES.source}|${LIBRARIES.source}`)
