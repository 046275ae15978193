/** Hono's JWT helper as its documentation has it, the secret a string. */
import { randomBytes } from 'node:crypto'
import { serveHono } from './kit/hono.ts'
import { honoJwtAuth } from './kit/hono-jwt.ts'

serveHono(honoJwtAuth(randomBytes(32).toString('hex')))
