import t from 'tap'
import { cookieValues, styleCookie } from '../../../shared/config/cookies.ts'

t.test('a cookie has the contract’s attributes and no others', async (t) => {
  t.strictSame(styleCookie('jwt', false), {
    name: 'remember-jwt',
    attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: false },
  })
})

t.test('over HTTPS it is Secure, with a __Host- name', async (t) => {
  t.strictSame(styleCookie('jwt', true), {
    name: '__Host-remember-jwt',
    attributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: true },
  })
})

t.test('every value of a name, in the order sent, as it stands there', async (t) => {
  for (const [header, values] of [
    ['a=1', ['1']],
    ['a=1; b=2; a=3', ['1', '3']],
    ['b=2;a=1;a=3', ['1', '3']],
    ['  a =  1  ;\ta=2', ['1', '2']],
    ['a=x=y==; a=%zz', ['x=y==', '%zz']],
    ['a="1"', ['"1"']],
    ['a=; a', ['']],
    ['', []],
    [';;;', []],
  ] as [string, string[]][]) {
    t.strictSame(cookieValues(header, 'a'), values, header)
  }
  t.strictSame(cookieValues(undefined, 'a'), [])
})

t.test('a name is that name and no other', async (t) => {
  const header = 'ab=1; A=2; xa=3; a.sig=4; a%=5; __proto__=6; =7'
  t.strictSame(cookieValues(header, 'a'), [])
  t.strictSame(cookieValues(header, 'a.sig'), ['4'])
  t.strictSame(cookieValues(header, '__proto__'), ['6'])
})

t.test('a header full of cookies takes time in proportion to its length', async (t) => {
  // In proportion to its square, it would still be read when the file is given up.
  t.equal(cookieValues('a=1; '.repeat(1_000_000), 'a').length, 1_000_000)
})
