/** A paragraph of Markdown as pieces of text: the page puts them where they belong, and is given no HTML. */
import { Lexer, type Token } from 'marked'
import { inLab } from '../routes/reading.ts'

export interface Piece {
  readonly kind: 'text' | 'code' | 'link'
  readonly text: string
  /** Of a link: a view of the lab. */
  readonly href?: string
}

export function piecesOf(markdown: string): Piece[] {
  return Lexer.lexInline(markdown).map(pieceOf)
}

function pieceOf(token: Token): Piece {
  const text = 'text' in token ? String(token.text) : token.raw
  if (token.type === 'link') return { kind: 'link', text, href: inLab(String(token.href), '') }
  return { kind: token.type === 'codespan' ? 'code' : 'text', text }
}
