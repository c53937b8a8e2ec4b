import { createHash, randomUUID } from 'node:crypto'
import { REGISTER } from '@/lib/domain/job'
import { db } from '@/lib/server/db'
import { newId } from '@/lib/server/new-id'
import { pool } from '@/lib/server/pool'
import { accounts } from '@/lib/server/provider'
import { callbackToken, hashToken } from '@/lib/server/secrets'
import { type SigningKey, sign } from '@/lib/smile-id/signature'
import type { Shot } from './load'
import { operator } from './people'

type WaitingJob = { id: string; userId: string; number: number }

const BATCH = 1_000

/** What the sandbox signs with. */
export function signingKey(): SigningKey {
  const key = accounts().find(({ environment }) => environment === 'SANDBOX')
  if (!key) throw new Error('There is no account to sign with')
  return key
}

/** Jobs that were uploaded and wait for their result, each of a person of its own, with a token of its own. */
export async function waitingJobs(count: number): Promise<WaitingJob[]> {
  const { id: operatorId } = await operator()
  const { id: captureId } = await db().capture.create({
    data: { id: randomUUID(), operatorId, submittedAt: new Date() },
  })
  const jobs = Array.from({ length: count }, (_, number) => ({ id: newId(), userId: `bench-${newId()}`, number }))
  for (let at = 0; at < count; at += BATCH) {
    const some = jobs.slice(at, at + BATCH).map((job) => ({ ...job, enrolleeId: newId() }))
    await db().enrollee.createMany({
      data: some.map(({ enrolleeId, userId }) => ({ id: enrolleeId, environment: 'SANDBOX', userId })),
    })
    await db().job.createMany({
      data: some.map(({ id, enrolleeId }) => ({
        id,
        environment: 'SANDBOX',
        enrolleeId,
        captureId,
        createdById: operatorId,
        type: REGISTER,
        formKey: randomUUID(),
        formHash: new Uint8Array(32),
        state: 'processing',
        phase: 'uploaded',
        uploadedAt: new Date(),
        nextStepAt: null,
        callbackHash: hashToken(callbackToken(id)),
      })),
    })
  }
  return jobs
}

/** The callback that a registration ends with, signed now, to the job's own address. Field for field what v1 sends. */
export function callbackShot({ id, userId, number }: WaitingJob, key: SigningKey): Shot {
  // A time of its own to the microsecond: the signature covers little else, and a pair seen twice is a replay.
  const timestamp = new Date().toISOString().replace('Z', `${String(number % 1_000).padStart(3, '0')}Z`)
  const body = {
    Actions: {
      Human_Review_Compare: 'Not Applicable',
      Human_Review_Liveness_Check: 'Not Applicable',
      Human_Review_Selfie_Check: 'Not Applicable',
      Human_Review_Update_Selfie: 'Not Applicable',
      Liveness_Check: 'Passed',
      Register_Selfie: 'Approved',
      Return_Personal_Info: 'Not Applicable',
      Selfie_Check: 'Passed',
      Selfie_Provided: 'Passed',
      Selfie_To_ID_Authority_Compare: 'Not Applicable',
      Selfie_To_ID_Card_Compare: 'Not Applicable',
      Selfie_To_Registered_Selfie_Compare: 'Not Applicable',
      Update_Registered_Selfie_On_File: 'Not Applicable',
      Verify_ID_Number: 'Not Applicable',
    },
    ConfidenceValue: '99',
    PartnerParams: { job_type: REGISTER, user_id: userId, job_id: id, branch: 'Lagos' },
    ResultCode: '0840',
    ResultText: 'Enroll User',
    SmileJobID: String(number + 1).padStart(10, '0'),
    Source: 'Rest API',
    signature: sign(timestamp, key),
    timestamp,
  }
  return {
    method: 'POST',
    path: `/api/callbacks/smile-id/${callbackToken(id)}`,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  }
}

/** Every one of these bodies is in the database, byte for byte, as an authentic callback. */
export async function assertKept(shots: readonly Shot[]): Promise<void> {
  const { rows } = await pool().query(
    `select encode(sha256("body"), 'hex') as "hash" from "Callback" where "state" = 'authentic'`,
  )
  const kept = new Set(rows.map(({ hash }) => String(hash)))
  const lost = shots.filter(({ body = new Uint8Array() }) => !kept.has(createHash('sha256').update(body).digest('hex')))
  if (lost.length > 0) throw new Error(`${lost.length} of ${shots.length} callbacks were answered 200 and are not kept`)
}
