import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Answer, json, refuse } from './answer'
import { parseJson } from './body'
import { refusals, uploadAccepted } from './codes'
import { refusalFor } from './enrollees'
import type { Job } from './job'
import { count } from './ledger'
import { checkProof } from './request-auth'
import type { Sandbox } from './sandbox'

/** Flags come as booleans, as texts and as null. */
const flag = z
  .union([z.boolean(), z.string(), z.null()])
  .optional()
  .transform((value) => value === true || value === 'true')

const bodySchema = z.looseObject({
  callback_url: z.union([z.url({ protocol: /^https?$/ }), z.literal('')]).nullish(),
  partner_params: z.looseObject({
    user_id: z.string(),
    job_id: z.string(),
    job_type: z.union([z.number(), z.string()]),
  }),
  allow_new_enroll: flag,
  retry: flag,
  /** Top level is where SDKs put id_info's keys; hand-written clients nest them. */
  id_info: z.looseObject({ allow_new_enroll: flag }).nullish(),
})

const jobTypeSchema = z.union([z.literal(2), z.literal(4)])
const looseRecord = z.record(z.string(), z.unknown())

/** POST /v1/upload: the reservation. `origin` is how the caller reached us, so that it can reach the upload URL too. */
export function upload(sandbox: Sandbox, bytes: Uint8Array, origin: string): Answer {
  const parsed = parseJson(bytes)
  if (!parsed) return refuse(refusals.malformed)
  const whole = looseRecord.safeParse(parsed.value)
  if (!whole.success) return refuse(refusals.wrongType, 'body')
  const { smile_client_id: partnerId, timestamp, signature, partner_params: given } = whole.data
  const caller = checkProof(sandbox, { partnerId, timestamp, signature }, 'smile_client_id')
  if (!caller.ok) return refuse(caller.refusal, caller.detail)

  const missing = missingParam(given)
  if (missing) return refuse(refusals.missing, missing)
  const body = bodySchema.safeParse(parsed.value)
  if (!body.success) return refuse(refusals.wrongType, body.error.issues[0]?.path.join('.'))
  const { partner_params, allow_new_enroll, id_info, retry, callback_url } = body.data
  const jobType = jobTypeSchema.safeParse(Number(partner_params.job_type))
  if (!jobType.success) return refuse(refusals.jobType)

  const known = sandbox.store.jobByJobId(caller.partnerId, partner_params.job_id)
  // INFERRED: a retry is one of the same job; another user or type under its id is a duplicate like any other.
  const isSame = known?.userId === partner_params.user_id && known.jobType === jobType.data
  if (known && !(retry && isSame)) {
    count(sandbox, known, 'repeats')
    return refuse(refusals.duplicate)
  }
  const again = known && { ...known, ...freshUpload(sandbox) }
  if (again && again.zipAt !== null) return reserved(sandbox, again, origin)

  // Asked of a retry too while no zip has come: who is on file may have changed since its first address.
  const refusal = refusalFor(sandbox.store.enrollee(caller.partnerId, partner_params.user_id), {
    jobType: jobType.data,
    allowNewEnroll: allow_new_enroll || id_info?.allow_new_enroll === true,
    hasPicture: sandbox.store.hasZip,
  })
  if (refusal) return refuse(refusal)
  if (again) return reserved(sandbox, again, origin)

  const smileJobId = sandbox.store.nextSmileJobId()
  const job: Job = {
    smileJobId,
    refId: `${caller.partnerId}-${smileJobId}-${randomBytes(12).toString('hex')}`,
    partnerId: caller.partnerId,
    userId: partner_params.user_id,
    jobId: partner_params.job_id,
    jobType: jobType.data,
    partnerParams: partner_params,
    callbackUrl: callback_url || sandbox.settings.defaultCallbackUrl || null,
    ...freshUpload(sandbox),
    createdAt: sandbox.now(),
    zipAt: null,
    judgeAt: null,
    reviewAt: null,
    results: [],
    fraud: null,
    awaitsPerson: false,
    deliveries: [],
  }
  return reserved(sandbox, job, origin)
}

function missingParam(given: unknown): string | undefined {
  if (given === undefined || given === null) return 'partner_params'
  const params = looseRecord.safeParse(given)
  if (!params.success) return undefined
  const name = ['user_id', 'job_id', 'job_type'].find((key) =>
    [undefined, null, ''].some((no) => params.data[key] === no),
  )
  return name && `partner_params.${name}`
}

/** A retry gets a new address and the old one stops working. */
function freshUpload({ now, settings }: Sandbox) {
  return { uploadToken: randomBytes(32).toString('hex'), uploadExpiresAt: now() + settings.uploadUrlMs }
}

function reserved(sandbox: Sandbox, job: Job, origin: string): Answer {
  sandbox.store.saveJob(job)
  count(sandbox, job, 'reservations')
  const folder = `${job.partnerId}-${job.smileJobId}-${job.uploadToken}`
  return json({
    upload_url: `${origin}/videos/${encodeURIComponent(job.partnerId)}/${encodeURIComponent(folder)}/selfie.zip`,
    ref_id: job.refId,
    smile_job_id: job.smileJobId,
    camera_config: 'null',
    code: uploadAccepted,
  })
}
