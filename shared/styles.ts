/** The styles, in the order in which they are shown: the one list of them. */
export const STYLES = ['jwt', 'cookie-session', 'server-session'] as const

export type StyleName = (typeof STYLES)[number]

export function isStyle(name: string): name is StyleName {
  return STYLES.some((style) => style === name)
}
