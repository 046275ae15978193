import type { Patch } from '../../../faults/fault.ts'
import { Scrolling } from '../scrolling.tsx'

/** A piece of the product's source, and what stands in its place. */
export function PatchView({ patch }: { patch: Patch }) {
  const { file, find, put } = patch
  return (
    <figure class="patch">
      <figcaption>
        <code>{file}</code>
      </figcaption>
      <Scrolling label={`Change to ${file}`}>
        <del>{prefixed('- ', find)}</del>
        {'\n'}
        {put.trim() === '' ? null : <ins>{prefixed('+ ', put)}</ins>}
      </Scrolling>
    </figure>
  )
}

function prefixed(prefix: string, text: string): string {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => prefix + line)
    .join('\n')
}
