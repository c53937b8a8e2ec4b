import { z } from 'zod'
import type { FailureCause } from '@/lib/domain/provider'

/** What Node's fetch tells of a failure lies in `cause`: an errno or undici code, and the call that failed. */
const failureSchema = z.object({ cause: z.object({ code: z.string().catch(''), syscall: z.string().catch('') }) })

/** Codes that can only come up before a connection, TLS included, stands. */
const BEFORE_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
])

/**
 * Why fetch failed. `connect` is said only when it is certain that nothing was sent; a reset that may have
 * come before or after the first byte is `lost`.
 */
export function causeOf(error: unknown): FailureCause {
  const failure = failureSchema.safeParse(error)
  if (!failure.success) return 'lost'
  const { code, syscall } = failure.data.cause
  if (BEFORE_CONNECTED.has(code) || syscall === 'connect' || syscall === 'getaddrinfo') return 'connect'
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return 'timeout'
  // The parser's own codes: what came is not HTTP.
  if (code.startsWith('HPE_') || code === 'UND_ERR_HEADERS_OVERFLOW') return 'unreadable'
  return 'lost'
}
