/**
 * A program that ends when this process does, also when this one is killed: a shell between the two
 * waits for the end of its input, which comes in either case, and then tells the program to stop: also one
 * that is frozen, which hears of it when it goes on.
 */
import { spawn } from 'node:child_process'

export interface Tied {
  /** Tells it to stop, and waits until it has. */
  stop(): Promise<void>
}

const SCRIPT =
  'signal=$1; shift; "$@" & cat > /dev/null; kill -s "$signal" $!; kill -s CONT $!; wait $!'

/** @param stopSignal by which the program stops in order */
export function spawnTied(stopSignal: string, command: string, args: string[]): Tied {
  // Detached, so that Ctrl-C reaches this process alone, which knows the order of stopping.
  const shell = spawn('sh', ['-c', SCRIPT, 'sh', stopSignal, command, ...args], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()))
  return {
    stop() {
      shell.stdin?.end()
      return ended
    },
  }
}
