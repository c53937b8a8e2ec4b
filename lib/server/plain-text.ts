import 'server-only'

/** More than any text of the provider's that is worth reading. */
const TEXT_MAX = 500

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/**
 * A text from outside as PostgreSQL can keep it: without control characters (it refuses NUL) and without
 * halves of characters, cut to 500. One odd text must not keep a job from moving.
 */
export function plainText(text: string): string {
  const whole = decoder.decode(encoder.encode(text.slice(0, TEXT_MAX)))
  return whole.replace(/\p{Cc}/gu, ' ')
}
