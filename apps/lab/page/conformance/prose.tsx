/** A sentence of the suite or the catalogue: what stands in backticks is code. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text
        .split('`')
        .map((part, index) => (index % 2 === 0 ? part : <code key={part}>{part}</code>))}
    </>
  )
}
