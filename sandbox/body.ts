import type { IncomingMessage } from 'node:http'
import { finished } from 'node:stream/promises'

/** Reads a body, counting: undefined when it is larger than the limit. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return undefined
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > limitBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Takes in the first part of a body and leaves the rest where it is. */
export async function readSome(request: IncomingMessage): Promise<void> {
  for await (const _ of request.iterator({ destroyOnReturn: false })) return
}

/** Lets the rest of a body come and drops it; done when it is over, or has had its time. */
export async function passOver(request: IncomingMessage, ms: number): Promise<void> {
  const ended = finished(request, { signal: AbortSignal.timeout(ms) })
  request.resume()
  await ended.catch(() => undefined)
}

/** undefined: not JSON, or nested so deep that it could not be written down again. */
export function parseJson(body: Uint8Array): { value: unknown } | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    return isTooDeep(text) ? undefined : { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** What is kept is echoed in every answer and callback, and writing it recurses. */
const deepest = 100

function isTooDeep(text: string): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '"') inText = !inText
    else if (inText && char === '\\') at += 1
    else if (!inText && (char === '[' || char === '{')) depth += 1
    else if (!inText && (char === ']' || char === '}')) depth -= 1
    if (depth > deepest) return true
  }
  return false
}
