import { styleText } from 'node:util'

export interface Paint {
  readonly red: (text: string) => string
  readonly green: (text: string) => string
  readonly dim: (text: string) => string
  readonly bold: (text: string) => string
}

/** Colours where a person reads, plain text where a program or a file does. */
export function paintFor(coloured: boolean): Paint {
  const style = (format: 'red' | 'green' | 'dim' | 'bold') => (text: string) => {
    return coloured ? styleText(format, text) : text
  }
  return { red: style('red'), green: style('green'), dim: style('dim'), bold: style('bold') }
}
