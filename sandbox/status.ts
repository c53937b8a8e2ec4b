import { z } from 'zod'
import { type Answer, json, refuse } from './answer'
import { parseJson } from './body'
import { noZip, refusals, statusOk } from './codes'
import { imageLinks } from './images'
import { isInReview, type Job } from './job'
import { resultPayload } from './payload'
import { checkProof } from './request-auth'
import { apiKeyOf, type Sandbox } from './sandbox'
import { signedNow } from './signature'

const flag = z
  .union([z.boolean(), z.string(), z.null()])
  .optional()
  .transform((value) => value === true || value === 'true')

const bodySchema = z.looseObject({ user_id: z.string(), job_id: z.string(), history: flag, image_links: flag })

/**
 * POST /v1/job_status. An answer to a valid request is always a signed 200, also for a job nobody knows: the official
 * SDK polls on for ever when it gets errors.
 */
export async function status(sandbox: Sandbox, bytes: Uint8Array, origin: string): Promise<Answer> {
  const parsed = parseJson(bytes)
  if (!parsed) return refuse(refusals.malformed)
  const whole = z.record(z.string(), z.unknown()).safeParse(parsed.value)
  if (!whole.success) return refuse(refusals.wrongType, 'body')
  const { partner_id: partnerId, timestamp, signature } = whole.data
  const caller = checkProof(sandbox, { partnerId, timestamp, signature }, 'partner_id')
  if (!caller.ok) return refuse(caller.refusal, caller.detail)
  for (const name of ['user_id', 'job_id']) {
    if ([undefined, null, ''].some((no) => whole.data[name] === no)) return refuse(refusals.missing, name)
  }
  const body = bodySchema.safeParse(whole.data)
  if (!body.success) return refuse(refusals.wrongType, body.error.issues[0]?.path.join('.'))

  const { user_id, job_id, history, image_links } = body.data
  const found = sandbox.store.jobByJobId(caller.partnerId, job_id)
  const job = found?.userId === user_id ? found : undefined
  const payload = (result: Job['results'][number]) => job && resultPayload(job, result, sandbox.settings.legacyFields)
  return json({
    ...signedNow(caller.partnerId, apiKeyOf(sandbox, caller.partnerId) ?? '', sandbox.now()),
    ...progress(sandbox, job),
    // UNKNOWN which way round the service lists them: newest first here.
    ...(history && { history: (job?.results ?? []).map(payload).reverse() }),
    ...(image_links && { image_links: await imageLinks(sandbox, job, origin) }),
  })
}

/** INFERRED: code and words while the job is processed; job_success counts only an approval. */
function progress({ settings }: Sandbox, job: Job | undefined) {
  const waiting = { job_complete: false, job_success: false }
  if (!job || job.zipAt === null) return { ...waiting, result: 'No zip uploaded yet', code: noZip }
  const result = job.results.at(-1)
  if (!result) return { ...waiting, result: 'The job is being processed', code: statusOk }
  return {
    job_complete: !isInReview(job) || settings.completeDuringReview,
    job_success: result.outcome === 'approved',
    result: resultPayload(job, result, settings.legacyFields),
    code: statusOk,
  }
}
