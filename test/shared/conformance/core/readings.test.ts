import t from 'tap'
import { atPointer } from '../../../../shared/conformance/core/readings.ts'
import { filled } from '../../../../shared/conformance/core/request.ts'
import {
  bitsAtMost,
  tellsState,
  withoutSignatures,
} from '../../../../shared/conformance/help/entropy.ts'
import { publishedKeyOf } from '../../../../shared/conformance/help/published-keys.ts'

t.test('chance is counted where values differ, by the alphabet they use', async (t) => {
  t.equal(bitsAtMost(['id-0001', 'id-0002', 'id-0013']), 6, 'two digits')
  t.equal(bitsAtMost(['0a1b', 'f9e8']), 16, 'four hexadecimal digits')
  t.equal(bitsAtMost(['same', 'same']), 0)
})

t.test('a signature is no chance, and what is no signature is', async (t) => {
  t.strictSame(withoutSignatures(['s:abc.sig', 's:def.gis']), ['s:abc', 's:def'])
  t.strictSame(withoutSignatures(['1.sig', '1.sig']), ['1.sig', '1.sig'], 'nothing differs at all')
  const sealed = ['Fe26.2*1*9hg4', 'Fe26.2*1*0k2d']
  t.strictSame(withoutSignatures(sealed), sealed, 'a sealed state')
})

t.test('a credential that tells its state is told from one that refers to it', async (t) => {
  t.ok(tellsState(Buffer.from('{"user":"alice"}').toString('base64')))
  t.ok(tellsState('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2ln'))
  t.notOk(tellsState('s%3Ao9xRdvMIAi2UYLyTAsaWwi6W.hTzDLoHUlq9W'))
})

t.test('a published key is found in each place where a signature stands', async (t) => {
  const { createHmac } = await import('node:crypto')
  const sign = (algorithm: string, key: string, text: string) => {
    return createHmac(algorithm, key).update(text).digest('base64url')
  }
  const own = { name: 'sid', value: `s%3Aabc.${sign('sha256', 'keyboard cat', 'abc')}` }
  t.equal(publishedKeyOf([own]), 'keyboard cat')
  const signed = [
    { name: 'session', value: 'e30' },
    { name: 'session.sig', value: sign('sha1', 'key1', 'session=e30') },
  ]
  t.equal(publishedKeyOf(signed), 'key1')
  t.equal(publishedKeyOf([{ name: 'sid', value: 'abc.def' }]), undefined)
})

t.test('placeholders are filled in at any depth, and a lone one keeps its type', async (t) => {
  const template = { name: '{username}', list: [{ word: 'x{password}' }], other: '{unknown}' }
  t.strictSame(filled(template, { username: { $ne: 1 }, password: 'y' }), {
    name: { $ne: 1 },
    list: [{ word: 'xy' }],
    other: '{unknown}',
  })
  t.equal(atPointer({ 'a/b': [{ '~': 7 }] }, '/a~1b/0/~0'), 7)
})
