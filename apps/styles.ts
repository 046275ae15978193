/** What each style declares of itself, in the order of `STYLES`. Nothing else outside of a style's folder knows more of it. */
import type { About } from '../shared/auth-style.ts'
import { STYLES } from '../shared/styles.ts'

export const DECLARED: readonly About[] = await Promise.all(
  STYLES.map(async (name) => {
    const { about } = (await import(`./${name}/about.js`)) as { about: About }
    return about
  }),
)

/** @throws Error where there is no such style */
export function declaredBy(name: string): About {
  const about = DECLARED.find((each) => each.name === name)
  if (about === undefined) throw new Error(`there is no style ${name}`)
  return about
}
