const EVERY_MS = 500

/**
 * Started by `npm run`, a program stops when npm is gone: npm passes Ctrl-C on, but not SIGTERM, and a
 * program that it leaves behind would hold its port without anyone to see it.
 */
export function stopWithNpm(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return
  const npm = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(timer)
    stop()
  }, EVERY_MS).unref()
}
