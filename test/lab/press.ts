/** Presses the lab's buttons, one after the other, inside the page: a person's clicks without a person's pauses. */
import type { Page } from 'playwright-core'

const NAMES = [
  'Visit',
  'Write a note',
  'Who am I?',
  'Visit',
  'Sign in as alice',
  'Visit',
  'Sign out',
]

/** Opens the lab, and waits until it can be used. */
export async function openFirstView(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.locator('.actions button:not([aria-disabled=true])').first().waitFor()
}

/** @returns for each, the milliseconds from the last server's answer to the screen */
export function pressActions(page: Page, from: number, count: number): Promise<number[]> {
  return page.evaluate(
    async ({ from, count, names }) => {
      const took: number[] = []
      const button = (name: string) =>
        [...document.querySelectorAll<HTMLButtonElement>('.actions button')].find(
          (each) => each.textContent === name,
        )
      const steps = document.querySelector('.steps span') as HTMLElement
      for (let step = from + 1; step <= from + count; step += 1) {
        const shown = new Promise<void>((resolve) => {
          const isThere = () => steps.textContent === `Action ${step} of ${step}`
          const seen = new MutationObserver(() => {
            if (!isThere()) return
            seen.disconnect()
            requestAnimationFrame(() => resolve())
          })
          seen.observe(steps, { characterData: true, childList: true, subtree: true })
        })
        const beganMs = performance.now()
        button(names[step % names.length] as string)?.click()
        await shown
        const answers = [...document.querySelectorAll('.direction')].flatMap(({ textContent }) => {
          return Number(/after ([\d.]+) ms/.exec(textContent ?? '')?.[1]) || []
        })
        took.push(performance.now() - beganMs - Math.max(...answers))
        while (button('Visit')?.getAttribute('aria-disabled') === 'true')
          await new Promise((resolve) => setTimeout(resolve, 0))
      }
      return took
    },
    { from, count, names: NAMES },
  )
}
