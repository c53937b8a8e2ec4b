import { z } from 'zod'

const second = 1000
const minute = 60 * second

const partner = z.object({ id: z.string().min(1), apiKey: z.string().min(1) })
/** No wait is longer: a timer cannot keep just any number, and nobody waits for one that long. */
export const longestWaitMs = 24 * 60 * minute
const delay = z.coerce.number().int().min(0).max(longestWaitMs)

/** Everything the sandbox can be told. The real service documents none of the delays: all defaults are ours. */
export const settingsSchema = z.object({
  partners: z.array(partner).min(1),
  stateFolder: z.string().min(1).default('.kioo/sandbox'),
  host: z.string().default('127.0.0.1'),
  /** 0: any free port. */
  port: z.coerce.number().int().min(0).max(65_535).default(0),
  /** How long a job is "being processed"; long enough for a person to see it move. */
  processingMs: delay.default(1500),
  /** How long the human review of a provisional result takes, and how it ends. */
  reviewMs: delay.default(15 * second),
  reviewOutcome: z.enum(['approve', 'reject']).default('approve'),
  /** INFERRED: SDKs stop polling at the first machine result, so a provisional one counts as complete. */
  completeDuringReview: z.boolean().default(true),
  /** Waits before a callback is sent again after a non-2xx answer or a time-out; after the last it is given up. */
  redeliveryMs: z.array(delay).default([second, 5 * second, 30 * second, 2 * minute, 10 * minute, 60 * minute]),
  callbackTimeoutMs: delay.default(10 * second),
  /** Used for jobs that name no callback_url, like the default address of Smile ID's portal. */
  defaultCallbackUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** JSONVersion, ResultType, IsFinalResult and IsMachineResult, which results carried until about 2023. */
  legacyFields: z.boolean().default(false),
  /** Whether faces are found and compared. Off for thousands of jobs at once, and for pictures that show no face. */
  sight: z.enum(['on', 'off']).default('on'),
  bodyLimitBytes: z.coerce
    .number()
    .int()
    .positive()
    .default(10 * 1024 * 1024),
  uploadUrlMs: delay.default(60 * minute),
  imageLinkMs: delay.default(15 * minute),
  /** How old or new a request's timestamp may be. UNKNOWN for the real service, so off unless set. */
  freshnessMs: delay.optional(),
})

export type SandboxOptions = z.input<typeof settingsSchema>
export type Settings = z.output<typeof settingsSchema>

/** `id:key` pairs, comma-separated. A key may contain colons, an id may not. */
export function parsePartners(text: string) {
  return text.split(',').map((pair) => {
    const colon = pair.indexOf(':')
    return { id: pair.slice(0, Math.max(colon, 0)).trim(), apiKey: pair.slice(colon + 1).trim() }
  })
}
