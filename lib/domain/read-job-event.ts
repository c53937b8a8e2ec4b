import { z } from 'zod'
import { guidanceSchema } from './guidance-schema'
import type { JobEvent, JobEventDetail, JobEventKind } from './job-event'

const text = z.string()
const count = z.number()

const details = {
  captured: z.object({ frames: count, source: z.enum(['desk', 'link']), guidance: guidanceSchema.optional() }),
  queued: z.object({
    device: text,
    allowReEnroll: z.boolean(),
    useEnrolledImage: z.boolean(),
    reason: text.nullable(),
    link: text.optional(),
  }),
  sending: z.object({ phase: z.enum(['reserving', 'uploading']), worker: text, attempt: count }),
  uploaded: z.object({ smileJobId: text.nullable(), ms: count }),
  put_off: z.object({ cause: text, at: z.iso.datetime({ offset: true }), attempt: count }),
  unsure: z.object({ cause: text }),
  refused: z.object({ code: text, text }),
  callback: z.object({
    callbackId: text,
    code: text.nullable(),
    state: text,
    kept: z.object({ enrolleeIds: z.array(text), gone: count }).optional(),
  }),
  status_read: z.object({
    outcome: text,
    code: text.nullable(),
    trigger: z.enum(['callback', 'operator', 'schedule', 'recovery']),
  }),
  verdict: z.object({ state: text, code: text, text, confidence: count.nullable(), revision: count }),
  contradiction: z.object({
    callbackCode: text,
    statusCode: text,
    callbackId: text.optional(),
    end: z.enum(['refused', 'failed']).optional(),
  }),
  failed: z.object({ code: text }),
  sent_again: z.object({ jobId: text }),
  applied_again: z.object({ callbackId: text }),
  report_settled: z.object({ callbackId: text, code: text }),
  conflict_settled: z.object({ eventId: text }),
  redriven: z.record(z.string(), z.never()),
  hastened: z.object({ step: z.enum(['try', 'read']) }),
  withdrawn: z.record(z.string(), z.never()),
  erased: z.record(z.string(), z.never()),
} satisfies { [K in JobEventKind]: z.ZodType<JobEventDetail[K]> }

const common = { id: text, at: z.date(), by: text.nullable() }

const eventSchema = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('captured'), detail: details.captured }),
  z.object({ ...common, kind: z.literal('queued'), detail: details.queued }),
  z.object({ ...common, kind: z.literal('sending'), detail: details.sending }),
  z.object({ ...common, kind: z.literal('uploaded'), detail: details.uploaded }),
  z.object({ ...common, kind: z.literal('put_off'), detail: details.put_off }),
  z.object({ ...common, kind: z.literal('unsure'), detail: details.unsure }),
  z.object({ ...common, kind: z.literal('refused'), detail: details.refused }),
  z.object({ ...common, kind: z.literal('callback'), detail: details.callback }),
  z.object({ ...common, kind: z.literal('status_read'), detail: details.status_read }),
  z.object({ ...common, kind: z.literal('verdict'), detail: details.verdict }),
  z.object({ ...common, kind: z.literal('contradiction'), detail: details.contradiction }),
  z.object({ ...common, kind: z.literal('failed'), detail: details.failed }),
  z.object({ ...common, kind: z.literal('sent_again'), detail: details.sent_again }),
  z.object({ ...common, kind: z.literal('applied_again'), detail: details.applied_again }),
  z.object({ ...common, kind: z.literal('report_settled'), detail: details.report_settled }),
  z.object({ ...common, kind: z.literal('conflict_settled'), detail: details.conflict_settled }),
  z.object({ ...common, kind: z.literal('redriven'), detail: details.redriven }),
  z.object({ ...common, kind: z.literal('hastened'), detail: details.hastened }),
  z.object({ ...common, kind: z.literal('withdrawn'), detail: details.withdrawn }),
  z.object({ ...common, kind: z.literal('erased'), detail: details.erased }),
])

/** A stored event; null for one that a newer or older version wrote and this one cannot read. */
export function readJobEvent(row: {
  id: string
  at: Date
  kind: string
  by: string | null
  detail: unknown
}): JobEvent | null {
  return eventSchema.safeParse(row).data ?? null
}
