import { serve } from '../../shared/app/serve.ts'
import { about } from './about.ts'
import { createStyle } from './style.ts'

await serve(about, createStyle)
