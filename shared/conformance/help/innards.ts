/** What only a file system says, or a stack by the places in it. */
export const PLACES =
  /node_modules|node:internal|\.[cm]?[jt]sx?:\d+|Traceback|", line \d+|file:\/\/|\/home\/|\/work\/|\/usr\/|\/(srv|var|opt)\/\w+\/|[A-Z]:\\\\/

/** What only a library or a runtime says, or a stack by the form of its lines. */
const LIBRARIES = [
  // Stacks, codes and classes of errors.
  /\bat [\w.<>]+ \([^)]*:\d+\)|FST_ERR|\bERR_[A-Z]+_|SQLITE|Sqlite|entity\.(parse|too)/,
  /\bE(CONN|NOENT|ACCES|ISDIR|NOTDIR|PIPE)|(Type|Syntax|Reference|Range|URI|Zod|JsonWebToken|JW[ST])Error/,
  // Parsers.
  /Unexpected (token|end|identifier)|Unterminated string|in JSON at|JSON\.parse|Expected property name/,
  /Expecting (property name|value|',')|Bad control character|forbidden prototype/,
  // Runtimes.
  /Cannot (read|set|destructure) propert|is not (a function|iterable)|URI malformed/,
  /Failed to decode param|NoneType|object has no attribute/,
  // Validators.
  /must NOT have|must be (string|object)\b|must have required|expected \w+, received|invalid_type/,
  // Libraries for tokens and cookies.
  /jwt (malformed|expired|must|issuer|audience|not)|invalid signature|signature verification failed/,
  /secret or public key|claim timestamp check/,
]

/** No error tells any of it (contract, Words: problem; ASVS 16.5.1). */
export const INNARDS = new RegExp([PLACES, ...LIBRARIES].map(({ source }) => source).join('|'))
