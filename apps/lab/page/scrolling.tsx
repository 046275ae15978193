/** Boxes that scroll by themselves: whoever has only a keyboard scrolls them, too (WCAG 2.2, 1.4.10 and 2.1.1). */
import type { ComponentChildren } from 'preact'

interface Props {
  /** What it is, for who hears it. */
  label: string
  class?: string
  children: ComponentChildren
}

/** Text in a box of its own height. */
export function Scrolling({ class: name = '', ...rest }: Props) {
  return <Box class={`scrolling ${name}`} {...rest} />
}

/** What may be wider than the screen: a table. */
export function Wide(props: Omit<Props, 'class'>) {
  return <Box class="wide" {...props} />
}

function Box({ label, class: name, children }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, a section would be one more landmark.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus.
    <div class={name} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
