import t from 'tap'
import { networkOf } from '../../../shared/accounts/network.ts'
import { guess, throttle } from './accounts.ts'

t.test('an IPv4 address stands for itself, in IPv6 form too', async (t) => {
  t.equal(networkOf('192.0.2.1'), '192.0.2.1')
  t.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1')
  t.equal(networkOf('::FFFF:c000:201'), '192.0.2.1')
  t.not(networkOf('192.0.2.1'), networkOf('192.0.2.2'))
})

t.test('an IPv6 address stands for its /64', async (t) => {
  const home = networkOf('2001:db8:1:2::1')
  t.equal(networkOf('2001:0DB8:1:2:ffff:ffff:ffff:ffff'), home)
  t.equal(networkOf('2001:db8:1:2::1%eth0'), home, 'a zone is no part of it')
  t.not(networkOf('2001:db8:1:3::1'), home)
  t.not(networkOf('2001:db8::1:2:0:1'), home)
})

t.test('no two networks are taken for one', async (t) => {
  const addresses = ['::1', '64:ff9b::192.0.2.1', '192.0.2.1', '1::', '::1:0:0:0:1', '0.0.0.0']
  const networks = addresses.map(networkOf)
  t.equal(new Set(networks).size, addresses.length, networks.join(' '))
})

t.test('what is no address stands for itself', async (t) => {
  t.equal(networkOf('unix socket'), 'unix socket')
  t.equal(networkOf(''), '')
})

t.test('a household’s addresses share one count', async (t) => {
  const on = await throttle(t)
  for (const last of ['1', '2', 'a:b:c:d']) {
    t.equal(
      await guess(on, 'alice', `2001:db8:0:7:${last.includes(':') ? last : `:${last}`}`),
      'wrong',
    )
  }
  t.equal(await guess(on, 'alice', '2001:db8:0:7::99'), 'too-many-attempts')
  t.equal(await guess(on, 'alice', '2001:db8:0:8::99'), 'wrong', 'a neighbour’s do not')
})
