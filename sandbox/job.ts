import { z } from 'zod'
import { twistSchema } from './twist'

/** Times are milliseconds since 1970. The schemas read the journal back, so an older or damaged line is noticed. */

const resultSchema = z.object({
  code: z.string(),
  text: z.string(),
  outcome: z.enum(['approved', 'provisional', 'rejected', 'unknown']),
  confidence: z.string(),
  actions: z.record(z.string(), z.string()),
  /** Human review goes on after this result; its code is what the review will say. */
  reviewCode: z.string().nullable(),
  byHuman: z.boolean(),
  at: z.number(),
})

const attemptSchema = z.object({
  at: z.number(),
  tookMs: z.number(),
  /** null: no answer at all; `error` says why. */
  status: z.number().nullable(),
  error: z.string().nullable(),
})

const deliverySchema = z.object({
  id: z.string(),
  result: z.number().int(),
  why: z.enum(['result', 'resend', 'early']),
  state: z.enum(['waiting', 'delivered', 'given up']),
  /** When the next attempt is due; null once nothing more will be sent. */
  nextAt: z.number().nullable(),
  attempts: z.array(attemptSchema),
  /** How a scenario made it differ from a right one. */
  twist: twistSchema.default({}),
})

/** Smile Secure's finding: a fact beside the result, told by a callback of its own. */
const fraudSchema = z.object({
  /** Other user ids with the same face. */
  suspects: z.array(z.string()),
  at: z.number(),
})

export const jobSchema = z.object({
  smileJobId: z.string(),
  refId: z.string(),
  partnerId: z.string(),
  userId: z.string(),
  jobId: z.string(),
  jobType: z.union([z.literal(2), z.literal(4)]),
  /** As received, extras included, types untouched: callbacks echo it. */
  partnerParams: z.record(z.string(), z.unknown()),
  callbackUrl: z.string().nullable(),
  uploadToken: z.string(),
  uploadExpiresAt: z.number(),
  createdAt: z.number(),
  zipAt: z.number().nullable(),
  judgeAt: z.number().nullable(),
  reviewAt: z.number().nullable(),
  /** Oldest first. */
  results: z.array(resultSchema),
  fraud: fraudSchema.nullable().default(null),
  /** A human review that ends by a decision on the page alone, and by no clock. */
  awaitsPerson: z.boolean().default(false),
  deliveries: z.array(deliverySchema),
})

export const enrolleeSchema = z.object({
  partnerId: z.string(),
  userId: z.string(),
  /** The SmileJobID whose selfie is on file, and the one whose selfie awaits human review. */
  complete: z.string().nullable(),
  provisional: z.string().nullable(),
  /** What those selfies look like, by SmileJobID, packed by likeness.ts: numbers, never a picture. */
  faces: z.record(z.string(), z.string()).default({}),
  inactive: z.boolean(),
  deleted: z.boolean(),
  /** Set by an administrator before a fresh enrollment; until then other jobs are refused with 2211. */
  allowNewEnroll: z.boolean(),
  /** Set by an administrator: whatever this user sends from then on fails. */
  isFraudulent: z.boolean().default(false),
})

export type Result = z.infer<typeof resultSchema>
export type Delivery = z.infer<typeof deliverySchema>
export type Attempt = z.infer<typeof attemptSchema>
export type Job = z.infer<typeof jobSchema>
export type JobType = Job['jobType']
export type Enrollee = z.infer<typeof enrolleeSchema>

export type JobState = 'waiting for zip' | 'processing' | 'in review' | Result['outcome']

export function isInReview({ reviewAt, awaitsPerson }: Job): boolean {
  return reviewAt !== null || awaitsPerson
}

export function jobState(job: Job): JobState {
  const latest = job.results.at(-1)
  if (latest) return isInReview(job) ? 'in review' : latest.outcome
  return job.zipAt === null ? 'waiting for zip' : 'processing'
}

/** When something happens to it next by itself; null when nothing is owed. */
export function nextDue(job: Job): number | null {
  const times = [job.judgeAt, job.reviewAt, ...job.deliveries.map(({ nextAt }) => nextAt)].filter((at) => at !== null)
  return times.length > 0 ? Math.min(...times) : null
}
