import t from 'tap'

t.test('sums', async (t) => {
  t.equal(1 + 1, 2, 'a sound sum')
  t.equal(1 + 1, 3, 'a wrong sum')
})
