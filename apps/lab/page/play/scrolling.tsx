import type { ComponentChildren } from 'preact'

interface Props {
  /** What it is, for who hears it. */
  label: string
  class?: string
  children: ComponentChildren
}

/** Text in a box of its own height: whoever has only a keyboard scrolls it, too (WCAG 2.2, 2.1.1). */
export function Scrolling({ label, class: name = '', children }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, a section would be one more landmark.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus.
    <div class={`scrolling ${name}`} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
