import type { ComponentChildren } from 'preact'

/** What may be wider than the screen scrolls in a box of its own, by keyboard, too (WCAG 2.2, 1.4.10 and 2.1.1). */
export function Wide({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, a section would be one more landmark.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus.
    <div class="wide" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
