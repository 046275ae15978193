/** What a page's Content-Security-Policy says (W3C CSP3): of framing, and of code within the page. */
import { createHash } from 'node:crypto'
import type { Element } from './html.ts'

/** The sources of each directive of one policy, by the directive's name. */
type Policy = ReadonlyMap<string, readonly string[]>

/** @param header all its values, joined by commas: each is a policy of its own, and all of them hold */
export function policiesIn(header: string | undefined): Policy[] {
  const texts = (header ?? '').split(',').filter((each) => each.trim() !== '')
  return texts.map((text) => {
    const directives = text.split(';').map((each) => each.trim().split(/\s+/))
    // Of a directive that comes twice the first counts (CSP3 2.2.1).
    return new Map(
      directives.toReversed().map(([name = '', ...sources]) => [name.toLowerCase(), sources]),
    )
  })
}

/** Whether no page may frame this one: by frame-ancestors, or by X-Frame-Options where that is absent (CSP3 6.4.2). */
export function forbidsFraming(policies: readonly Policy[], frameOptions: string | undefined) {
  const ancestors = policies.flatMap((policy) => {
    const sources = policy.get('frame-ancestors')
    return sources === undefined ? [] : [sources.join(' ').toLowerCase()]
  })
  if (ancestors.length === 0) return frameOptions?.trim().toUpperCase() === 'DENY'
  return ancestors.some((sources) => sources === "'none'" || sources === '')
}

/** Code that stands in the page itself: what it is, and whether the policies let it run. */
interface InlineCode {
  readonly what: string
  readonly allowed: boolean
}

/** Data in a script element is not run, and no policy is asked about it (CSP3 4.2.3). */
const SCRIPT_TYPES = /^(|module|importmap|speculationrules|(text|application)\/(java|ecma)script)$/i

export function inlineCodeIn(elements: readonly Element[], policies: readonly Policy[]) {
  return elements.flatMap(({ tag, attributes, text }): InlineCode[] => {
    const within = (directive: string, code: string, nonce?: string) => {
      return policies.every((policy) => allows(policy, directive, code, nonce))
    }
    const found: InlineCode[] = []
    const isScript = tag === 'script' && attributes.src === undefined
    if (isScript && SCRIPT_TYPES.test(attributes.type ?? '')) {
      found.push({ what: '<script>', allowed: within('script-src-elem', text, attributes.nonce) })
    }
    if (tag === 'style') {
      found.push({ what: '<style>', allowed: within('style-src-elem', text, attributes.nonce) })
    }
    for (const [name, value] of Object.entries(attributes)) {
      const directive = name === 'style' ? 'style-src-attr' : 'script-src-attr'
      if (name !== 'style' && !/^on[a-z]+$/.test(name)) continue
      found.push({ what: `${name}= in <${tag}>`, allowed: within(directive, value) })
    }
    return found
  })
}

/** CSP3 6.7.3.3, for a nonce on elements, a hash of their text, and neither. */
function allows(policy: Policy, directive: string, code: string, nonce: string | undefined) {
  const fallbacks = [directive, directive.replace(/-(elem|attr)$/, ''), 'default-src']
  const sources = fallbacks.map((name) => policy.get(name)).find((each) => each !== undefined)
  if (sources === undefined) return true
  const strict = sources.some((each) => /^'(nonce-|sha\d+-|strict-dynamic')/i.test(each))
  if (sources.includes("'unsafe-inline'") && !strict) return true
  if (nonce && sources.includes(`'nonce-${nonce}'`)) return true
  const isElement = directive.endsWith('-elem')
  if (!isElement && !sources.includes("'unsafe-hashes'")) return false
  return ['sha256', 'sha384', 'sha512'].some((hash) => {
    return sources.includes(`'${hash}-${createHash(hash).update(code).digest('base64')}'`)
  })
}
