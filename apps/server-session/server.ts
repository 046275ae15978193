import { serve } from '../../shared/app/serve.ts'
import { createStyle } from './style.ts'

await serve({ name: 'server-session', port: 3003, createStyle })
