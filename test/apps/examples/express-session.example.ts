import t from 'tap'
import { EXAMPLES, judgeExample } from './judge-example.ts'

const directory = `${EXAMPLES}/express-session`

t.test('express-session is judged as recorded', (t) => {
  const files = { map: `${directory}/map.json`, verdicts: `${directory}/verdicts.json` }
  return judgeExample(t, { file: `${directory}/server.mjs` }, files)
})
