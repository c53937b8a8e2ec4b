/**
 * A signal of one's own that also fires with `outer`, until it is let go of. Not AbortSignal.any: on a signal that lives
 * as long as the worker it would keep every part of it.
 */
export function abortWith(outer: AbortSignal): { signal: AbortSignal; abort(): void; letGo(): void } {
  const own = new AbortController()
  const abort = () => own.abort()
  if (outer.aborted) abort()
  else outer.addEventListener('abort', abort, { once: true })
  return { signal: own.signal, abort, letGo: () => outer.removeEventListener('abort', abort) }
}
