/** The documents' tests are worth what they notice: here is what they must. */
import t from 'tap'
import { howToGet, notRun } from '../support/missing.ts'
import { follow } from './follow.ts'
import { stepsIn } from './markdown.ts'
import { asDocumented } from './match.ts'
import type { ShellName } from './shell.ts'
import { missingTools } from './tools.ts'
import { typedDifferences } from './typed.ts'

const FENCE = '```'
const block = (text: string, language = 'console') =>
  `text\n${FENCE}${language}\n${text}\n${FENCE}\n`

async function differences(text: string): Promise<string[]> {
  const followed = await follow(block(text))
  return followed.filter(({ came, answer }) => came !== answer).map(({ came }) => came)
}

t.test('a document that tells the truth', async (t) => {
  const text = `$ n=41
$ add() {
>   n=$((n + 1))
> }
$ add; echo "visited $n times"
visited 42 times
$ echo one; echo two >&2
one
two
$ printf 'a random %s here\\nand more' $RANDOM$$
a random ‹4711› here
and more
$ echo "3 of 11 cases, 5 s"; echo the report
the report
$ cat`
  t.strictSame(await differences(text), [])
})

t.test('another digit, another command, a line too many or too few', async (t) => {
  t.strictSame(await differences('$ echo 42\n43'), ['42'])
  t.strictSame(await differences('$ echo 43\n42'), ['43'])
  t.strictSame(await differences('$ echo 42\n42\n42'), ['42'])
  t.strictSame(await differences('$ echo 42; echo 42\n42'), ['42\n42'])
  t.strictSame(await differences('$ echo 42'), ['42'])
  t.strictSame(await differences('$ true\n42'), [''])
})

t.test(
  'a mark stands for some text within its line, never for none or for more lines',
  async (t) => {
    t.equal(asDocumented('a ‹x› c', 'a b c'), 'a ‹x› c')
    t.equal(asDocumented('a ‹x›c', 'a c'), 'a c')
    t.equal(asDocumented('a ‹x› c', 'a b\n c'), 'a b\n c')
    t.equal(asDocumented('a. ‹x›', 'ab 1'), 'ab 1')
  },
)

t.test('a command that ends the session, and those after it', async (t) => {
  const [first, second] = await differences('$ echo so far; exit 3\n$ echo 42\n42')
  t.match(first, 'so far')
  t.match(second, /^NOT RUN: the command of line 3 /)
})

t.test('ports are others than in the document, whose servers end with it', async (t) => {
  const handler = '(_, answer) => answer.end(process.env.PORT)'
  const [, , , answer, port] = await follow(
    block(`$ export PORT=3001
$ node -e 'http.createServer(${handler}).listen(process.env.PORT)' &
$ until curl -sf -o /dev/null localhost:3001; do sleep 0.1; done
$ curl -s localhost:3001; echo
3001
$ echo port$PORT`),
  )
  t.equal(answer?.came, '3001')
  t.match(port?.came, /^port[23]\d{4}$/)
  const address = `http://localhost:${port?.came.slice('port'.length)}`
  await t.rejects(fetch(address), { cause: { code: 'ECONNREFUSED' } })
})

t.test('blocks that look like commands and would not be run', async (t) => {
  t.throws(() => stepsIn(block('curl localhost', 'bash')), /line 2: .*marked "console"/)
  t.throws(() => stepsIn(block('$ curl localhost', '')), /line 2: /)
  t.throws(() => stepsIn(block('$ curl localhost', 'text')), /line 2: /)
  t.throws(() => stepsIn(block('42')), /line 3: an answer without a command/)
  t.throws(() => stepsIn(`${FENCE}console\n${FENCE}`), /without a command/)
  t.throws(() => stepsIn(`${FENCE}console\n$ echo`), /no end/)
  t.strictSame(stepsIn(block('const a = 1', 'ts')), [])
})

t.test('what is missing', async (t) => {
  t.strictSame(missingTools('bash', '/nowhere'), ['bash', 'curl'])
})

t.test('what means something else at a prompt than in a script', async (t) => {
  const commands = ['echo "a!b"', 'pids=($!)', 'echo a # b', "echo 'a!b' $! ; wait $!"]
  const isSame = (shell: ShellName) =>
    Promise.all(commands.map(async (each) => (await typedDifferences(shell, [each]))[0] === ''))
  t.strictSame(await isSame('bash'), [false, true, true, true])
  if (missingTools('zsh').includes('zsh')) notRun(t, 'nothing in zsh', howToGet(['zsh']))
  else t.strictSame(await isSame('zsh'), [false, false, false, true])
})
