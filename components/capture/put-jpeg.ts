/** A request that moves no byte for this long is lost; one that moves slowly is not. */
const STILL_MS = 30_000

/** A rest up to this long is a moment in which others are served; a longer one is a pause, and a person is told. */
const MOMENT_MS = 10_000

/** `restMs`: how long the portal wants to be left alone, when it says so. */
type Answer = { status: number; body: string; restMs: number | null }

/**
 * Puts a JPEG somewhere and tells how much of it has gone (0 to 1): fetch cannot tell, so this is an XMLHttpRequest.
 * Null: no connection, or none that moves. Rejects when the signal fires.
 */
export function putJpeg(
  url: string,
  jpeg: Blob,
  { part, signal }: { part: (part: number) => void; signal: AbortSignal },
): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const request = new XMLHttpRequest()
    let still: ReturnType<typeof setTimeout> | undefined
    const moved = () => {
      clearTimeout(still)
      still = setTimeout(() => request.abort(), STILL_MS)
    }
    const stop = () => request.abort()
    signal.addEventListener('abort', stop)
    request.upload.onprogress = ({ loaded, total }) => {
      moved()
      if (total > 0) part(loaded / total)
    }
    request.onloadend = () => {
      clearTimeout(still)
      signal.removeEventListener('abort', stop)
      if (signal.aborted) return reject(signal.reason)
      const { status, responseText: body } = request
      const seconds = Number(request.getResponseHeader('retry-after') ?? 0)
      resolve(status === 0 ? null : { status, body, restMs: seconds > 0 ? seconds * 1_000 : null })
    }
    request.open('PUT', url)
    request.setRequestHeader('content-type', 'image/jpeg')
    moved()
    request.send(jpeg)
  })
}

/** What a refusal says about trying again by itself: nothing, unless it is a matter of a moment. */
export function momentOf({ status, restMs }: Pick<Answer, 'status' | 'restMs'>): {
  restMs?: number
  isInLine?: boolean
} {
  if (!restMs || restMs > MOMENT_MS) return {}
  return { restMs, isInLine: status === 429 }
}

/** The positions of a capture that the portal has; null: it could not say. */
export async function askArrived(url: string, signal: AbortSignal): Promise<number[] | null> {
  try {
    const response = await fetch(url, { signal })
    const answer: unknown = response.ok ? await response.json() : null
    if (!answer || typeof answer !== 'object' || !('positions' in answer)) return null
    const { positions } = answer
    return Array.isArray(positions) ? positions.filter((at) => typeof at === 'number') : null
  } catch {
    signal.throwIfAborted()
    return null
  }
}
