import { z } from 'zod'

/** The lines of a visit's history: facts with a few plain details, never a name, a face or a token. */
export type VisitEventDetail = {
  claimed: { device: string; language: string; by: 'link' | 'code' | 'phone' | 'again' }
  consented: { textVersion: string; language: string }
  camera_ready: Record<string, never>
  camera_blocked: { problem: string }
  /** Technical details of the camera, sent by the person herself: facts by name, and the last events in one text. */
  camera_details: Record<string, string>
  captured: Record<string, never>
  /** A capture was begun: how many since the last pause. */
  uploading: { count: number }
  submitted: { jobId: string }
  declined: Record<string, never>
  cannot: { reason: string }
  not_me: Record<string, never>
  withdrawn: Record<string, never>
  /** The device that took over. */
  superseded: { device: string }
}

export type VisitEventKind = keyof VisitEventDetail

export type NewVisitEvent = { [K in VisitEventKind]: { kind: K; detail: VisitEventDetail[K] } }[VisitEventKind]

/** A line as it was stored, perhaps by a version that knew more kinds than this one. */
const storedSchema = z.object({
  id: z.string(),
  at: z.date(),
  kind: z.string().max(60),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).catch({}),
})
export type StoredVisitEvent = z.infer<typeof storedSchema>

/** A line of a visit's history; null when this version cannot read it. */
export function readVisitEvent(row: unknown): StoredVisitEvent | null {
  return storedSchema.safeParse(row).data ?? null
}
