import t from 'tap'
import { readArguments, selectCases } from '../../apps/conformance/arguments.ts'
import { profileOf } from '../../apps/conformance/profile.ts'
import { nearest, noSuch } from '../../shared/nearest.ts'

const KNOWN = ['login.signs-in', 'logout.signs-out', 'me.changes-nothing']

t.test('a slip finds its word, another word finds none', async (t) => {
  t.equal(nearest('logn.signs-in', KNOWN), 'login.signs-in')
  t.equal(nearest('login.sings-in', KNOWN), 'login.signs-in')
  t.equal(nearest('me.changes', KNOWN), undefined)
  t.equal(nearest('', KNOWN), undefined)
  t.equal(nearest('x', []), undefined)
})

t.test('the sentence names what was probably meant, or where all names are', async (t) => {
  const meant = 'There is no case "logot.signs-out"; did you mean "logout.signs-out"?'
  t.equal(noSuch('case', 'logot.signs-out', KNOWN), meant)
  t.equal(noSuch('case', 'quite-another', KNOWN), 'There is no case "quite-another"; see --list.')
})

t.test('the command says it of a case and of a group, in both profiles', async (t) => {
  const select = (...args: string[]) => {
    const command = readArguments(['--list', ...args])
    return selectCases(profileOf(command).cases, command)
  }
  t.throws(() => select('--case', 'me.change-nothing'), {
    message: 'There is no case "me.change-nothing"; did you mean "me.changes-nothing"?',
  })
  t.throws(() => select('--group', 'logni'), {
    message: 'There is no group "logni"; did you mean "login"?',
  })
  t.throws(() => select('--profile', 'core', '--group', 'core.cookie'), {
    message: 'There is no group "core.cookie"; did you mean "core.cookies"?',
  })
})
