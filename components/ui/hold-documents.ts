import { isReachable } from './is-reachable'
import { portalBack } from './portal-back'

/**
 * Plain links, such as those to pages with a camera, still load a whole document, but only once the portal answers: a
 * document that does not come leaves the browser's own error page in the place of the open one. Returns how to end it.
 */
export function holdDocuments(): () => void {
  let asked = new AbortController()
  const follow = async (href: string, { signal }: AbortController) => {
    if (!(await isReachable())) await portalBack(signal)
    if (!signal.aborted) window.location.assign(href)
  }
  const hear = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link) return
    // Whatever was asked for before, the latest counts, links of Next's own too.
    asked.abort()
    if (event.defaultPrevented || !opensHere(event, link)) return
    event.preventDefault()
    asked = new AbortController()
    void follow(link.href, asked)
  }
  // At the window: Next hears its own links at the document, before.
  window.addEventListener('click', hear)
  return () => {
    asked.abort()
    window.removeEventListener('click', hear)
  }
}

/** Whether the browser would put another page of the portal in the place of this one. */
function opensHere(
  event: MouseEvent,
  { origin, pathname, search, hash, target, download }: HTMLAnchorElement,
): boolean {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false
  if (origin !== window.location.origin || target || download) return false
  return !(hash && pathname === window.location.pathname && search === window.location.search)
}
