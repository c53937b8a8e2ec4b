import { z } from 'zod'

const text = z.string()
const nothing = z.object({})

/** The lines of a visit's history: facts with a few plain details, never a name, a face or a token. */
const details = {
  claimed: z.object({ device: text, language: text, by: z.enum(['link', 'code', 'phone', 'again']) }),
  consented: z.object({ textVersion: text, language: text }),
  camera_ready: nothing,
  camera_blocked: z.object({ problem: text }),
  captured: nothing,
  /** A capture was begun: how many since the last pause. */
  uploading: z.object({ count: z.number() }),
  submitted: z.object({ jobId: text }),
  declined: nothing,
  cannot: z.object({ reason: text }),
  not_me: nothing,
  withdrawn: nothing,
  superseded: z.object({ device: text }),
}

export type VisitEventKind = keyof typeof details
export type VisitEventDetail = { [K in VisitEventKind]: z.output<(typeof details)[K]> }

export type NewVisitEvent = { [K in VisitEventKind]: { kind: K; detail: VisitEventDetail[K] } }[VisitEventKind]
export type VisitEvent = NewVisitEvent & { id: string; at: Date }

const common = { id: text, at: z.date() }
const eventSchema = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('claimed'), detail: details.claimed }),
  z.object({ ...common, kind: z.literal('consented'), detail: details.consented }),
  z.object({ ...common, kind: z.literal('camera_ready'), detail: details.camera_ready }),
  z.object({ ...common, kind: z.literal('camera_blocked'), detail: details.camera_blocked }),
  z.object({ ...common, kind: z.literal('captured'), detail: details.captured }),
  z.object({ ...common, kind: z.literal('uploading'), detail: details.uploading }),
  z.object({ ...common, kind: z.literal('submitted'), detail: details.submitted }),
  z.object({ ...common, kind: z.literal('declined'), detail: details.declined }),
  z.object({ ...common, kind: z.literal('cannot'), detail: details.cannot }),
  z.object({ ...common, kind: z.literal('not_me'), detail: details.not_me }),
  z.object({ ...common, kind: z.literal('withdrawn'), detail: details.withdrawn }),
  z.object({ ...common, kind: z.literal('superseded'), detail: details.superseded }),
])

/** A stored line; null for one that another version wrote and this one cannot read. */
export function readVisitEvent(row: { id: string; at: Date; kind: string; detail: unknown }): VisitEvent | null {
  return eventSchema.safeParse(row).data ?? null
}
