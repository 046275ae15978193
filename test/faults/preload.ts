/** `node --import` this before a server: the patches in `FAULT_PATCHES` (JSON) are made as it loads. */
import { register } from 'node:module'

const data = JSON.parse(process.env.FAULT_PATCHES ?? '[]')
register('./patch-hooks.js', import.meta.url, { data })
