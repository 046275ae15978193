import { serve } from '../../shared/app/serve.ts'
import { createStyle } from './style.ts'

await serve({ name: 'jwt', port: 3001, createStyle })
