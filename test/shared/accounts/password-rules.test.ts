import t from 'tap'
import { weaknessOf } from '../../../shared/accounts/password-rules.ts'

const REFUSED = {
  'too-short': ['', 'seven77', '🙂🙂🙂🙂🙂🙂🙂'], // characters are code points
  'too-long': ['x'.repeat(257), '🙂'.repeat(257)],
  name: ['somebody', 'SomeBody', 'somebodysomebody', 'somebodySOMEBODYsomebody'],
  common: ['password123', 'PASSWORD123', 'password', '12345678', 'qwertyuiop'],
}

for (const [reason, passwords] of Object.entries(REFUSED)) {
  t.test(`refused as ${reason}`, async (t) => {
    for (const password of passwords) {
      t.equal(await weaknessOf(password, 'somebody'), reason, password.slice(0, 30))
    }
  })
}

t.test('every other password is good: no rule about kinds of characters', async (t) => {
  for (const password of [
    'somebody1',
    'alice-in-wonderland',
    '        ',
    '🙂'.repeat(8),
    'correct horse battery staple',
    `${'x'.repeat(255)}1`,
    '🙂'.repeat(256),
    'ein-wort-mit-ß',
  ]) {
    t.equal(await weaknessOf(password, 'somebody'), undefined, password.slice(0, 30))
  }
})

t.test('a short name is no reason to refuse what only contains it', async (t) => {
  t.equal(await weaknessOf('abracadabra-a', 'a'), undefined)
  t.equal(await weaknessOf('aaaaaaaaa', 'a'), 'name')
})

t.test(
  'a name with other letters’ case, or signs that patterns know, is found as it is',
  async (t) => {
    t.equal(await weaknessOf('c.*c.*c.*', 'C.*'), 'name')
    t.equal(await weaknessOf('cxycxycxy', 'c.*'), undefined)
  },
)
