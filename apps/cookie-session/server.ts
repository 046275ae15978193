import { serve } from '../../shared/app/serve.ts'
import { createStyle } from './style.ts'

await serve({ name: 'cookie-session', port: 3002, createStyle })
