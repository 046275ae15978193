/** Views by their address: each can be sent to someone. */
import { useEffect, useState } from 'preact/hooks'

export function useAddress(): string {
  const [path, setPath] = useState(location.pathname)
  useEffect(() => {
    const changed = () => setPath(location.pathname)
    addEventListener('popstate', changed)
    return () => removeEventListener('popstate', changed)
  }, [])
  return path
}

/** @param replace the view before it is none to come back to */
export function go(path: string, replace = false): void {
  if (replace) history.replaceState(null, '', path)
  else history.pushState(null, '', path)
  dispatchEvent(new PopStateEvent('popstate'))
}

/** Links within the lab change the view; others, and those to a new tab, are the browser's. */
export function followLink(event: MouseEvent): void {
  const link = (event.target as Element).closest('a')
  if (link === null || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
    return
  if (
    link.origin !== location.origin ||
    link.target !== '' ||
    link.hasAttribute('download') ||
    link.pathname.startsWith('/docs/')
  )
    return
  if (link.pathname === location.pathname && link.hash !== '') return
  event.preventDefault()
  go(link.pathname + link.hash)
  scrollTo(0, 0)
}
