import { randomUUID } from 'node:crypto'
import { REGISTER } from '@/lib/domain/job'
import { db } from '@/lib/server/db'
import { newId } from '@/lib/server/new-id'
import { pool } from '@/lib/server/pool'
import { seal } from '@/lib/server/sealing'
import { callbackToken, hashToken } from '@/lib/server/secrets'
import { stepJob } from '@/worker/step-job'
import { testSettings } from './settings'

/** For tests: the account the test settings name. */
export const testAccount = {
  partnerId: testSettings.SMILE_ID_SANDBOX_PARTNER_ID ?? '',
  apiKey: testSettings.SMILE_ID_SANDBOX_API_KEY ?? '',
}

const notPicture = (position: number) => Uint8Array.from([0xff, 0xd8, 0xff, position])

type Given = { type?: number; userId?: string; partnerParams?: Record<string, string>; jpegs?: Uint8Array[] }

/** A queued job with its capture, as an operator's submit leaves it. */
export async function queuedJob({ type = REGISTER, userId, partnerParams = {}, jpegs }: Given = {}): Promise<string> {
  const operator = await db().operator.upsert({
    where: { email: 'rig@kioo.test' },
    create: { email: 'rig@kioo.test', name: 'Rig', role: 'OPERATOR' },
    update: {},
  })
  const person = { environment: 'SANDBOX', userId: userId ?? `user-${randomUUID()}` } as const
  const enrollee = await db().enrollee.upsert({ where: { environment_userId: person }, create: person, update: {} })
  const captureId = randomUUID()
  const frames = (jpegs ?? [0, 1, 2, 3, 4, 5, 6, 7].map(notPicture)).map((jpeg, position) => ({
    position,
    width: 640,
    height: 480,
    ...seal(jpeg, { captureId, position }),
  }))
  await db().capture.create({
    data: { id: captureId, operatorId: operator.id, submittedAt: new Date(), frames: { create: frames } },
  })
  const id = newId()
  await db().job.create({
    data: {
      id,
      environment: 'SANDBOX',
      enrolleeId: enrollee.id,
      captureId,
      createdById: operator.id,
      type,
      partnerParams,
      formKey: randomUUID(),
      formHash: new Uint8Array(32),
      callbackHash: hashToken(callbackToken(id)),
    },
  })
  return id
}

/** Lets the job's next step fall due now, and takes it: a fake clock for one job. */
export async function step(jobId: string): Promise<void> {
  await pool().query('update "Job" set "nextStepAt" = now() where "id" = $1', [jobId])
  await stepJob(jobId, new AbortController().signal)
}

/** What killing a worker leaves: a lease nobody renews, run out. */
export async function leaveForDead(jobId: string): Promise<void> {
  await pool().query(`update "Job" set "leaseUntil" = now() - interval '1 second' where "id" = $1`, [jobId])
}

/** Lets time pass for everything a worker waits for: a clock that is set forward instead of waited for. */
export async function pass(ms: number): Promise<void> {
  const earlier = (column: string) => `"${column}" = "${column}" - $1::float8 * interval '1 millisecond'`
  const job = ['nextStepAt', 'leaseUntil', 'uploadedAt', 'createdAt'].map(earlier)
  await pool().query(`update "Job" set ${job}`, [ms])
  await pool().query(`update "BilledCall" set ${earlier('at')}`, [ms])
  await pool().query(`update "Circuit" set ${['openedAt', 'nextProbeAt'].map(earlier)}`, [ms])
}

/** Closes every circuit, as an answer would: for a test that begins. */
export async function closeCircuits(): Promise<void> {
  await pool().query('delete from "Circuit"')
}

export async function readJob(jobId: string) {
  return db().job.findUniqueOrThrow({
    where: { id: jobId },
    include: {
      enrollee: true,
      callbacks: true,
      billedCalls: { orderBy: { at: 'asc' } },
      events: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
    },
  })
}

export async function closeRig(): Promise<void> {
  await pool().end()
}
