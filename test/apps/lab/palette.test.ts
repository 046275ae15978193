/** The charts are drawn by code that reads no style sheet, so their colours are written out. */
import { readFileSync } from 'node:fs'
import t from 'tap'

const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')

t.test('the colours of the charts are those of the palette', async (t) => {
  const palette = read('shared/pages/colours.css')
  const pairs = [...palette.matchAll(/light-dark\((#\w{6}), (#\w{6})\)/g)]
  const dark = new Map(pairs.map(([, light = '', dark = '']) => [light, dark]))
  const looks = read('apps/lab/page/cost/looks.tsx')
  const lines = [...looks.matchAll(/^ {2}(light|dark): (.*#.*),$/gm)]
  const coloursOf = (scheme: string) =>
    lines.filter(([, name]) => name === scheme).map(([line]) => line.match(/#\w{6}/g) ?? [])
  t.equal(coloursOf('light').flat().length, 10, 'the colours were found')
  t.strictSame(
    coloursOf('light').map((colours) => colours.map((colour) => dark.get(colour))),
    coloursOf('dark'),
  )
})
