/** What each style declares of itself, by its name: whoever is not a style's own folder knows no more of one. */
import type { StyleName } from '../shared/styles.ts'

interface About {
  title: string
  stateKeptBy: 'client' | 'server'
  carriers: string[]
}
export const ABOUT = {
  jwt: { title: 'JWT', stateKeptBy: 'client', carriers: ['cookie', 'bearer'] },
  'cookie-session': { title: 'cookie-session', stateKeptBy: 'client', carriers: ['cookie'] },
  'server-session': { title: 'server session', stateKeptBy: 'server', carriers: ['cookie'] },
} as Readonly<Record<StyleName, About>>
