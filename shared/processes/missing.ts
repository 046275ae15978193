/** What a test needs on this machine and does not find: told loudly, with the one command that brings it. */
/** Homebrew's names, where they are others than Debian's. */
const HOMEBREW: Record<string, string> = {
  chromium: '--cask google-chrome',
  'mariadb-server': 'mariadb',
  'redis-server': 'redis',
}

/** The one command that brings these packages of Debian's, or what stands for them on a Mac. */
export function howToGet(packages: string[], platform = process.platform): string {
  if (platform !== 'darwin') return `sudo apt-get install ${packages.join(' ')}`
  return `brew install ${packages.map((name) => HOMEBREW[name] ?? name).join(' ')}`
}

/** What an engine asks of who starts it: a test of tap, or anything else that can be told and that ends. */
export interface Telling {
  readonly name: string
  pass(message: string, extra: { skip: string }): unknown
  fail(message: string): unknown
  teardown(end: () => unknown): void
}

/** Skips what can't be run here; with `CI=true`, where everything is to run, it fails. */
export function notRun(t: Telling, why: string, how: string): void {
  const told = `NOT RUN: ${why}. Get it: ${how}`
  console.error(`\n*** ${t.name}: ${told} ***\n`)
  if (process.env.CI === 'true') t.fail(told)
  else t.pass(told, { skip: told })
}
