import { isReachable } from './is-reachable'
import { portalBack } from './portal-back'

/** Milliseconds between the first two tries. Each further wait is twice as long, up to AGAIN_AT_MOST_MS. */
const AGAIN_MS = 1_000
const AGAIN_AT_MOST_MS = 16_000
/** What a proxy answers for a portal that is away. */
const AWAY: readonly number[] = [502, 503, 504]

/**
 * A fetch for Next that does not fail where Next asks anew for the page that is open: it asks again until the answer has
 * come whole. When that fetch fails, Next loads the whole document, and after half an answer it shows an error page; so
 * a portal that is away for a second would cost what is on the page, half-typed text too. Another page that somebody asks
 * for meanwhile is waited for as well: loading its document would leave them on the browser's own error page. Everything
 * else is fetched as usual.
 */
export function holding(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    if (!isPage(input, init)) return fetch(input, init)
    if (input.pathname !== window.location.pathname) return onceThere(() => fetch(input, init), init?.signal)
    for (let wait = AGAIN_MS; ; wait = Math.min(wait * 2, AGAIN_AT_MOST_MS)) {
      const answer = await fetch(input, init)
        .then(whole)
        .catch(() => null)
      if (answer) return answer
      init?.signal?.throwIfAborted()
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

let holds = false

/** From here on, in this document. Next has no hook for it: it calls the window's fetch. */
export function holdDrawings(): void {
  if (holds) return
  holds = true
  window.fetch = holding(window.fetch.bind(window))
}

/** By the headers of Next's router; what it fetches ahead may fail, nothing comes of it. */
function isPage(input: RequestInfo | URL, init?: RequestInit): input is URL {
  const headers = new Headers(init?.headers)
  return input instanceof URL && headers.has('rsc') && !headers.has('next-router-prefetch')
}

/** What is asked for, as soon as the portal is there to answer. What it answers then, errors too, is for Next. */
async function onceThere(ask: () => Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
  const first = await ask().catch(() => null)
  if (first && !AWAY.includes(first.status)) return first
  signal?.throwIfAborted()
  if (await isReachable()) return ask()
  await portalBack()
  return ask()
}

/** The answer once its last byte is there; null where a proxy says that the portal is away. */
async function whole(answer: Response): Promise<Response | null> {
  if (AWAY.includes(answer.status)) return null
  await answer.clone().arrayBuffer()
  return answer
}
