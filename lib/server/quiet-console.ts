import 'server-only'
import { errorName, type LogFields, log } from './log'

/** A digest is a number that Next makes, or a word of ours; some of Next's own carry an address. */
const DIGEST = /^[\w-]{1,40}$/

/** What may be logged of what was written to the console: of an error its kind and digest, of a text nothing. */
export function saidFields(said: unknown[]): LogFields {
  const thrown = said.find((one) => one instanceof Error)
  if (!thrown) return {}
  const digest = 'digest' in thrown ? String(thrown.digest) : ''
  return { error: errorName(thrown), ...(DIGEST.test(digest) && { digest }) }
}

/**
 * Next writes every error to the console, with its message and stack, and messages quote what they choke on: a body, a
 * header, an address. From here on it goes through the portal's own log.
 */
export function quietConsole(): void {
  console.error = (...said: unknown[]) => log.error('next', saidFields(said))
  console.warn = (...said: unknown[]) => log.warn('next', saidFields(said))
}
