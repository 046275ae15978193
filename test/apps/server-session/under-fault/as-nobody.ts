/**
 * The server of server-session, as a user to whom a folder can be closed: to root no folder is read-only.
 * All that it runs is read by then, so the user needs no way to it.
 */
import { about } from '../../../../apps/server-session/about.ts'
import { createStyle } from '../../../../apps/server-session/style.ts'
import { serve } from '../../../../shared/app/serve.ts'
import { NOBODY } from './nobody.ts'

if (process.getuid?.() === 0) {
  process.setgroups?.([])
  process.setgid?.(NOBODY)
  process.setuid?.(NOBODY)
}
await serve(about, createStyle)
