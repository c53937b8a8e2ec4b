import 'server-only'

/**
 * Reads a request's raw body, counting as it comes. Null once it is larger than `limit` bytes, whatever
 * Content-Length said (the rest is left unread), and when its sender went away in the middle: then nobody is
 * left to read the answer.
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const announced = request.headers.get('content-length')
  if (Number(announced) > limit) return null
  const reader = request.body?.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  try {
    while (reader) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.length
      if (length > limit) {
        await reader.cancel()
        return null
      }
      parts.push(value)
      // HTTP lets no body be longer than announced; asking for its end costs as much as reading a part of it.
      if (String(length) === announced) break
    }
  } catch {
    return null
  }
  return joined(parts, length)
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
