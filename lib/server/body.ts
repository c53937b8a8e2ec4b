import 'server-only'

/**
 * Reads a request's raw body, counting as it comes. Null once it is larger than `limit` bytes, whatever
 * Content-Length said; the rest is left unread.
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get('content-length')) > limit) return null
  const parts: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > limit) {
      await reader.cancel()
      return null
    }
    parts.push(value)
  }
  return Uint8Array.from(Buffer.concat(parts, length))
}
