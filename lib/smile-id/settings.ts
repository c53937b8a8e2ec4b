import { type ConfirmingKeys, confirmingKeys, type SigningKey } from './signature'

/** Time limits per request, in milliseconds, from the first byte out to the last byte in. */
export type Limits = { reserveMs: number; uploadMs: number; statusMs: number }

export type SmileIdSettings = SigningKey & {
  /** With its version: `https://testapi.smileidentity.com/v1`. */
  baseUrl: string
  /** Also confirms answers while `apiKey` is new. */
  previousApiKey?: string
  /** Hosts that may be sent faces, besides baseUrl's own origin; each begins with a dot. */
  uploadHostSuffixes?: readonly string[]
  limits?: Partial<Limits>
  now?: () => Date
}

export type Connection = SigningKey & {
  baseUrl: URL
  /** What the provider's answers may be signed with. */
  confirming: ConfirmingKeys
  uploadHostSuffixes: readonly string[]
  limits: Limits
  now: () => Date
}

/**
 * A reservation and a status are answered from a database; 15 s is a slow network and not a slow answer.
 * A package is 0.5 to 1.5 MB: 60 s is 200 kbit/s, the slowest line an office in the field should wait for.
 */
const LIMITS: Limits = { reserveMs: 15_000, uploadMs: 60_000, statusMs: 15_000 }

/** Where the provider's pre-signed upload addresses lie (smile-identity-core-ruby, web_api_spec). */
const UPLOAD_HOST_SUFFIXES = ['.amazonaws.com'] as const

/** Settings with what was left out filled in. Throws when baseUrl is not an address. */
export function connect(settings: SmileIdSettings): Connection {
  return {
    partnerId: settings.partnerId,
    apiKey: settings.apiKey,
    confirming: confirmingKeys(settings),
    baseUrl: new URL(settings.baseUrl),
    uploadHostSuffixes: settings.uploadHostSuffixes ?? UPLOAD_HOST_SUFFIXES,
    limits: { ...LIMITS, ...settings.limits },
    now: settings.now ?? (() => new Date()),
  }
}

/** The address of one of the protocol's paths: `upload`, `job_status`. */
export function endpoint(connection: Connection, path: string): URL {
  return new URL(`${connection.baseUrl.href.replace(/\/+$/, '')}/${path}`)
}
