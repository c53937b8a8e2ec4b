import 'server-only'
import { z } from 'zod'
import { environments } from '@/lib/domain/environment'

/** The only file of the portal and the worker that reads settings. A wrong one stops the process with one line that names it. */

const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))

/** Kioo has a host of its own: under a path of one, callbacks and links would lead nowhere. */
const ownUrl = httpUrl
  .refine((url) => {
    const { pathname, search, hash } = new URL(url)
    return pathname + search + hash === '/'
  }, 'must be an address without a path, like https://kioo.example.org')
  .transform((url) => new URL(url).origin)

/** Whose host each environment's requests must never go to. */
const OTHERS_HOST = { SANDBOX: 'api.smileidentity.com', PRODUCTION: 'testapi.smileidentity.com' } as const

const shape = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** Where people reach the portal; callback addresses and links are built from it, never from a Host header. */
  KIOO_URL: ownUrl,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** At least 32 bytes of randomness, base64. Every derived key (cookies, callback tokens) comes from it. */
  KIOO_SECRET: z.base64().refine((text) => Buffer.from(text, 'base64').length >= 32, 'needs at least 32 bytes, base64'),
  /** Keys that wrap the data keys of frames: `id:base64` (32 bytes each), comma-separated, the first seals. */
  KIOO_FRAME_KEYS: z.string().transform((text, context) => {
    const keys = text.split(',').map((entry) => {
      const [id = '', secret = ''] = entry.trim().split(':')
      return { id, key: Buffer.from(secret, 'base64') }
    })
    if (keys.some(({ id, key }) => !id || key.length !== 32)) {
      context.addIssue({ code: 'custom', message: 'needs id:base64 with 32 bytes each' })
      return z.NEVER
    }
    // What is sealed names its key by the id alone: of two keys with one id the second would open nothing.
    if (new Set(keys.map(({ id }) => id)).size < keys.length) {
      context.addIssue({ code: 'custom', message: 'needs another id for each key' })
      return z.NEVER
    }
    return keys
  }),
  SMILE_ID_SANDBOX_URL: httpUrl.default('https://testapi.smileidentity.com/v1'),
  SMILE_ID_SANDBOX_PARTNER_ID: z.string().min(1).optional(),
  SMILE_ID_SANDBOX_API_KEY: z.string().min(1).optional(),
  /** The key before the present one: its signatures count beside the new one's while Smile ID changes over. Never signs. */
  SMILE_ID_SANDBOX_PREVIOUS_API_KEY: z.string().min(1).optional(),
  SMILE_ID_PRODUCTION_URL: httpUrl.default('https://api.smileidentity.com/v1'),
  SMILE_ID_PRODUCTION_PARTNER_ID: z.string().min(1).optional(),
  SMILE_ID_PRODUCTION_API_KEY: z.string().min(1).optional(),
  SMILE_ID_PRODUCTION_PREVIOUS_API_KEY: z.string().min(1).optional(),
  /** Seconds a callback's timestamp may differ from our clock and still count as fresh. The provider's own tolerance is unknown. */
  KIOO_CALLBACK_WINDOW_S: z.coerce.number().int().positive().default(300),
  /** Reverse proxies whose X-Forwarded-For is believed; 0: none. */
  KIOO_TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  /** The first administrator of an automated install; read only while there is no operator. */
  KIOO_ADMIN_EMAIL: z.email().optional(),
  KIOO_ADMIN_PASSWORD: z.string().min(1).optional(),
  /** Where mails are handed over (`smtps://user:password@mail.example.org`); without it they are written to `mail/` in KIOO_HOME. */
  KIOO_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** The address mails come from. */
  KIOO_MAIL_FROM: z.email().default('kioo@localhost.localdomain'),
  /** The look at a capture before it is sent: it stops one that cannot succeed, or only notes it, or is not made. */
  KIOO_FACE_GATE: z.enum(['enforce', 'advise', 'off']).default('enforce'),
  /** Seconds for which a portal that was told to stop still answers: until whoever sends it requests has asked and knows. */
  KIOO_DRAIN_S: z.coerce.number().int().min(0).max(15).default(5),
  /** Next leaves the word to stop to us; set by whatever starts the portal (scripts/start-web.mjs, scripts/stack.ts). */
  NEXT_MANUAL_SIG_HANDLE: z.string().optional(),
  /** The folder that holds the portal's own state. */
  KIOO_HOME: z.string().min(1).default('.kioo'),
  /** Jobs one worker process steps at the same time. They wait for the network, not for the processor. */
  KIOO_WORKER_STEPS: z.coerce.number().int().min(1).max(64).default(8),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

// Half an account would be passed over in silence, one environment's people would be enrolled in the other, and plain
// http would carry real people's faces and results.
const schema = shape.superRefine((set, context) => {
  const wrong = (name: keyof Env, message: string) => context.addIssue({ code: 'custom', path: [name], message })
  for (const environment of environments) {
    const id = `SMILE_ID_${environment}_PARTNER_ID` as const
    const key = `SMILE_ID_${environment}_API_KEY` as const
    if (set[id] && !set[key]) wrong(key, `belongs to ${id}`)
    if (set[key] && !set[id]) wrong(id, `belongs to ${key}`)
    const url = `SMILE_ID_${environment}_URL` as const
    if (new URL(set[url]).hostname === OTHERS_HOST[environment]) wrong(url, 'is the other environment’s address')
  }
  if (!set.SMILE_ID_PRODUCTION_API_KEY) return
  for (const name of ['SMILE_ID_PRODUCTION_URL', 'KIOO_URL'] as const)
    if (isPlainHttp(set[name])) wrong(name, 'must begin with https:// where there are production keys')
})

/** Over the network, that is: what stays on this machine nobody else reads. */
function isPlainHttp(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && !isThisMachine(hostname)
}

/** Whether a host of an address is the machine itself, by its name. */
export function isThisMachine(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/i.test(hostname)
}

type Env = z.output<typeof shape>

let parsed: Env | undefined

/** The settings, parsed once. Lazy, so that a build needs none of them. */
export function env(): Env {
  if (parsed) return parsed
  // `LOG_LEVEL=` is a line not filled in: as if it were not there.
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  if (!result.success) {
    const lines = result.error.issues.map(({ path, message }) => {
      const name = path.join('.')
      return `${name}: ${given[name] === undefined ? 'is not set' : message}`
    })
    throw new Error(`Wrong settings. ${lines.join('; ')}`)
  }
  parsed = result.data
  // next-auth reads its own address only from here; without it, it would believe a Host header.
  process.env.NEXTAUTH_URL = parsed.KIOO_URL
  return parsed
}

/** EX_CONFIG of sysexits.h: starting it again will not help. */
export const WRONG_SETTINGS = 78

/** Ends the process with one line when a setting is wrong. For the beginning of a process: no page and no job has begun. */
export function checkSettings(): void {
  try {
    env()
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : thrown)
    process.exit(WRONG_SETTINGS)
  }
}
