/** Deeper than anything the provider sends (4), shallower than anything that could exhaust a stack. */
const JSON_DEPTH_MAX = 20

export type JsonText = { ok: true; value: unknown } | { ok: false; reason: 'not_utf8' | 'too_deep' | 'not_json' }

/**
 * Parses bytes from outside. The depth is counted on the text, before anything is built from it.
 * A name like `__proto__` becomes an own property of the parsed object, as JSON.parse always does.
 */
export function parseJson(bytes: Uint8Array): JsonText {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { ok: false, reason: 'not_utf8' }
  }
  if (depthOf(text) > JSON_DEPTH_MAX) return { ok: false, reason: 'too_deep' }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false, reason: 'not_json' }
  }
}

/**
 * One spelling for one meaning: names sorted, no white space. For hashing values that came from
 * `parseJson`; it recurses, so the depth must have been limited before.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${canonicalJson(entry)}`).join(',')}}`
  }
  // Not JSON.stringify for numbers: it writes a number too large to hold as null.
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (quoted) {
      if (character === BACKSLASH) at++
      else if (character === QUOTE) quoted = false
    } else if (character === QUOTE) quoted = true
    else if (character === BRACKET_OPEN || character === BRACE_OPEN) deepest = Math.max(deepest, ++depth)
    else if (character === BRACKET_CLOSE || character === BRACE_CLOSE) depth--
  }
  return deepest
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const BRACKET_OPEN = 0x5b
const BRACKET_CLOSE = 0x5d
const BRACE_OPEN = 0x7b
const BRACE_CLOSE = 0x7d
