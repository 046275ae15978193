/** `node --import` this before a server: the file `FAULTY_SOURCES` names holds what it loads instead. */
import { readFileSync } from 'node:fs'
import { register } from 'node:module'

const data = JSON.parse(readFileSync(process.env.FAULTY_SOURCES ?? '', 'utf8'))
register('./patch-hooks.js', import.meta.url, { data })
