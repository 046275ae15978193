/**
 * A program that ends when this process does, also when this one is killed: a shell between the two
 * waits for the end of its input, which comes in either case, and then tells the program to stop: also one
 * that is frozen, which hears of it when it goes on. The program alone keeps the output open: when that closes, the
 * program has ended.
 */
import { spawn } from 'node:child_process'

export interface Tied {
  /** Settles when the program has ended, on its own or because it was told to. */
  readonly ended: Promise<void>
  /** Tells it to stop, and waits until it has. */
  stop(): Promise<void>
}

const SCRIPT =
  'signal=$1; shift; "$@" & exec > /dev/null; cat; kill -s "$signal" $!; kill -s CONT $!; wait $!'

/** @param stopSignal by which the program stops in order */
export function spawnTied(stopSignal: string, command: string, args: string[]): Tied {
  // Detached, so that Ctrl-C reaches this process alone, which knows the order of stopping.
  const shell = spawn('sh', ['-c', SCRIPT, 'sh', stopSignal, command, ...args], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const stopped = new Promise<void>((resolve) => shell.once('exit', () => resolve()))
  const ended = new Promise<void>((resolve) => shell.stdout.resume().once('close', resolve))
  return {
    ended,
    stop() {
      shell.stdin.end()
      return stopped
    },
  }
}
