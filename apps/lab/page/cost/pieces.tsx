import type { Piece } from '../../cost/inline.ts'

/** A paragraph; what it is made of is text. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <p>
      {pieces.map(({ kind, text, href = '' }, index) => {
        if (kind === 'code') return <code key={`${index}`}>{text}</code>
        if (kind === 'link')
          return (
            <a key={`${index}`} href={href}>
              {text}
            </a>
          )
        return text
      })}
    </p>
  )
}
