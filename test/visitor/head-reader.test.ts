import t from 'tap'
import { HeadReader } from '../../shared/visitor/head-reader.ts'

const FINAL = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n'
const EARLY = 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'

function read(...texts: string[]): HeadReader {
  const reader = new HeadReader()
  for (const text of texts) reader.push(text)
  return reader
}

t.test('the final head is found whatever it comes in', async (t) => {
  const wire = `HTTP/1.1 100 Continue\r\n\r\n${EARLY}${FINAL}\r\n{"body": 1}`
  for (const reader of [read(wire), read(...wire), read(...wire.split(/(?=\r)/))]) {
    t.equal(reader.head, FINAL)
    t.ok(reader.continued)
    t.equal(reader.fault, undefined)
  }
  t.equal(
    read(`${FINAL}\r\n${'x'.repeat(200_000)}`).head,
    FINAL,
    'with a body of any length behind it',
  )
  t.equal(read(FINAL).head, undefined, 'not before it is whole')
})

t.test('what can never become an answer is a fault at once', async (t) => {
  const garbage = ['<h1>hello</h1>', 'HTTP/2 200', 'HTTP/1.1 999 No\r\n\r\n', `${EARLY}nonsense`]
  for (const text of garbage) t.equal(read(text).fault, 'the answer is no valid HTTP', text)
  t.match(read(EARLY.repeat(30)).fault, /interim answers/)
  t.equal(read(`${EARLY.repeat(3)}${FINAL}`).fault, undefined)
  t.match(read('HTTP/1.1 200 OK\r\nX: ', 'x'.repeat(70_000)).fault, /without end/)
})

t.test('interim answers without an end are not read on', async (t) => {
  const reader = new HeadReader()
  for (let time = 0; time < 30; time += 1) reader.push(EARLY)
  const { fault } = reader
  t.match(fault, /interim answers/)
  for (let time = 0; time < 10_000; time += 1) reader.push(EARLY)
  t.equal(reader.fault, fault, 'the fault is final')
})
