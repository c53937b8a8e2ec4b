/**
 * Fires with the signal, or after this long (milliseconds). By hand: AbortSignal.any is missing before Safari 17.4,
 * Chrome 116 and Firefox 124, and the phones that people have are older than that.
 */
export function limited(signal: AbortSignal, ms: number): AbortSignal {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(new DOMException('It took too long', 'TimeoutError')), ms)
  const end = () => {
    clearTimeout(timer)
    over.abort(signal.reason)
  }
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true, signal: over.signal })
  return over.signal
}
