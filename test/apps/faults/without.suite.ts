/** `npm run without` as a person meets it; what it shows of an attack, the lab's tests look at. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { safeguards } from '../../../apps/faults/safeguards.ts'
import { NODE } from '../../../shared/processes/node.ts'

const COMMAND = fileURLToPath(new URL('../../../apps/faults/without.js', import.meta.url))

function without(...args: string[]): Promise<{ status: unknown; stdout: string; stderr: string }> {
  const [command, ...node] = NODE
  return new Promise((resolve) => {
    execFile(command, [...node, COMMAND, ...args], (error, stdout, stderr) => {
      resolve({ status: error?.code ?? 0, stdout, stderr })
    })
  })
}

t.test('the list, an attack, and a name that nothing has', async (t) => {
  const [list, attack, unknown] = await Promise.all([
    without('--list'),
    without('own-path'),
    without('own-pat'),
  ])
  t.equal(list.status, 0)
  const names = list.stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[0])
  t.strictSame(
    names,
    safeguards.map(({ safeguard }) => safeguard),
  )
  t.equal(attack.status, 0)
  t.match(attack.stdout, /^With it: login\.next-stays-here passes\.$/m)
  t.match(attack.stdout, /^< 303 {2}← answered otherwise without it$/m)
  t.match(attack.stdout, /^Without it: login\.next-stays-here fails\.$/m)
  t.equal(unknown.status, 2)
  t.match(unknown.stderr, 'did you mean "own-path"?')
})
