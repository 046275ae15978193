/** The documents as pages. */
import { useEffect, useState } from 'preact/hooks'
import { lab } from './api.ts'

/** Of the lab's own documents alone, rendered by the lab: the one place where a page is given HTML. */
const policy = (
  globalThis as unknown as {
    trustedTypes?: {
      createPolicy(name: string, rules: object): { createHTML(html: string): string }
    }
  }
).trustedTypes?.createPolicy('documents', { createHTML: (html: string) => html })

const FIRST = ['walkthrough', 'trade-offs', 'cost', 'stores', 'faults', 'conformance', 'contract']

export function Read({ name }: { name: string }) {
  const [names, setNames] = useState<string[]>([])
  const [html, setHtml] = useState<string>()
  const [error, setError] = useState('')
  useEffect(() => void lab.documents().then(setNames, (e: Error) => setError(e.message)), [])
  useEffect(() => {
    setHtml(undefined)
    setError('')
    lab.document(name).then(
      (found) => {
        setHtml(policy?.createHTML(found.html) ?? found.html)
        document.title = `${name} - Three ways to remember`
        requestAnimationFrame(() =>
          document.getElementById(location.hash.slice(1))?.scrollIntoView(),
        )
      },
      (e: Error) => setError(e.message),
    )
  }, [name])
  const others = names.filter((each) => !FIRST.includes(each))
  return (
    <main class="read">
      <nav aria-label="Documents">
        <ul>
          {[...FIRST.filter((each) => names.includes(each)), ...others].map((each) => (
            <li key={each}>
              <a href={`/read/${each}`} aria-current={each === name ? 'page' : undefined}>
                {each}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {error !== '' && <p role="alert">{error}</p>}
      {html !== undefined && <article dangerouslySetInnerHTML={{ __html: html }} />}
    </main>
  )
}
