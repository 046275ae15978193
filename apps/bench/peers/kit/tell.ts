/** Tells the process that started a peer where it listens, and ends with it. */
export function tell(port: number): void {
  process.send?.({ listening: `http://127.0.0.1:${port}` })
  process.once('disconnect', () => process.exit(0))
}
