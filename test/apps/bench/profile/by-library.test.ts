import t from 'tap'
import { byLibrary, libraryOf } from '../../../../apps/bench/profile/by-library.ts'

const here = new URL('../../../../../', import.meta.url).href
const frame = (functionName: string, url = '') => ({ functionName, url })

t.test('time in Node is whose code called it; time of nobody is Node’s own', async (t) => {
  const profile = {
    nodes: [
      { id: 1, callFrame: frame('(root)'), children: [2, 6, 7, 8] },
      { id: 2, callFrame: frame('handler', `${here}dist/shared/app/routes/me.js`), children: [3] },
      { id: 3, callFrame: frame('verify', `${here}node_modules/jws/index.js`), children: [4] },
      { id: 4, callFrame: frame('Hmac', 'node:internal/crypto/hash'), children: [5] },
      { id: 5, callFrame: frame('init') },
      { id: 6, callFrame: frame('onread', 'node:net') },
      { id: 7, callFrame: frame('(garbage collector)') },
      { id: 8, callFrame: frame('(idle)') },
    ],
    samples: [2, 3, 4, 5, 6, 7, 8],
    timeDeltas: [10, 20, 5, 25, 20, 20, 1000],
  }
  t.strictSame(byLibrary(profile), [
    { owner: 'jws', own: 0.2, node: 0.3 },
    { owner: 'Node: sockets, HTTP, the loop', own: 0.2, node: 0 },
    { owner: '(garbage collector)', own: 0.2, node: 0 },
    { owner: 'shared/app/routes/me', own: 0.1, node: 0 },
  ])
})

t.test('a library is told by its folder, also below another one’s', async (t) => {
  t.equal(libraryOf(`${here}node_modules/@fastify/session/lib/session.js`), '@fastify/session')
  t.equal(libraryOf(`${here}node_modules/express/node_modules/send/index.js`), 'send')
  t.equal(libraryOf(`${here}dist/apps/jwt/style.js`), 'apps/jwt/style')
  t.equal(libraryOf('node:http'), undefined)
  t.equal(libraryOf(''), undefined)
})
