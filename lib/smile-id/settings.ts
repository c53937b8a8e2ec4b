import { type ConfirmingKeys, confirmingKeys, type SigningKey } from './signature'

/** Time limits per request, in milliseconds, from the first byte out to the last byte in. */
export type Limits = { reserveMs: number; uploadMs: number; statusMs: number }

export type SmileIdSettings = SigningKey & {
  /** With its version: `https://testapi.smileidentity.com/v1`. */
  baseUrl: string
  /** Also confirms answers while `apiKey` is new. */
  previousApiKey?: string
  /** Hosts that may be sent faces, besides baseUrl's own. */
  uploadHosts?: RegExp
  limits?: Partial<Limits>
  now?: () => Date
}

export type Connection = SigningKey & {
  baseUrl: URL
  /** What the provider's answers may be signed with. */
  confirming: ConfirmingKeys
  uploadHosts: RegExp
  limits: Limits
  now: () => Date
}

/**
 * A reservation and a status are answered from a database; 15 s is a slow network and not a slow answer.
 * A package is 0.5 to 1.5 MB: 60 s is 200 kbit/s, the slowest line an office in the field should wait for.
 */
const LIMITS: Limits = { reserveMs: 15_000, uploadMs: 60_000, statusMs: 15_000 }

/**
 * Where the provider's pre-signed upload addresses lie: a bucket of S3, of one region or another
 * (smile-identity-core-ruby, web_api_spec). Its name is an example there, so any is taken. After `s3` comes what S3's own
 * endpoints have there and nothing else: a balancer may be named `s3-...` by its owner, and a private link to S3 leads
 * to an address in whoever's network.
 */
const UPLOAD_HOSTS =
  /(?:^|\.)s3(?:-accelerate|-fips|-external-1)?(?:\.dualstack)?(?:[.-][a-z]{2}(?:-[a-z]+)+-\d+)?\.amazonaws\.com$/

/** Settings with what was left out filled in. Throws when baseUrl is not an address. */
export function connect(settings: SmileIdSettings): Connection {
  return {
    partnerId: settings.partnerId,
    apiKey: settings.apiKey,
    confirming: confirmingKeys(settings),
    baseUrl: new URL(settings.baseUrl),
    uploadHosts: settings.uploadHosts ?? UPLOAD_HOSTS,
    limits: { ...LIMITS, ...settings.limits },
    now: settings.now ?? (() => new Date()),
  }
}

/** The address of one of the protocol's paths: `upload`, `job_status`. */
export function endpoint(connection: Connection, path: string): URL {
  return new URL(`${connection.baseUrl.href.replace(/\/+$/, '')}/${path}`)
}
