import { db } from '@/lib/server/db'
import { pool } from '@/lib/server/pool'
import { callbackToken } from '@/lib/server/secrets'
import { type Changes, callbackBody, type Delivery, post } from './callbacks'
import { queuedJob, readJob, step } from './rig'

/** A job that was sent and waits for its result, and what comes to it. */
export type ProcessingJob = {
  id: string
  userId: string
  /** What the provider would post about it. */
  body(changes?: Changes): string
  /** Posts to its own address, if not told otherwise. */
  deliver(content: BodyInit, delivery?: Delivery): Promise<Response>
  read(): ReturnType<typeof readJob>
  isDue(): Promise<boolean>
  /** Puts the next read off as far as can be: whatever becomes due from now on, a callback made due. */
  rest(): Promise<void>
}

/** A job that was just sent, and rests. */
export async function processingJob(): Promise<ProcessingJob> {
  const id = await queuedJob()
  await step(id)
  const { userId } = (await readJob(id)).enrollee
  const job: ProcessingJob = {
    id,
    userId,
    body: (changes) => callbackBody({ id, userId }, changes),
    deliver: (content, delivery) => post(content, { token: callbackToken(id), ...delivery }),
    read: () => readJob(id),
    isDue: async () => ((await readJob(id)).nextStepAt?.getTime() ?? Number.POSITIVE_INFINITY) <= Date.now() + 1_000,
    async rest() {
      await pool().query(`update "Job" set "nextStepAt" = now() + interval '1 day' where "id" = $1`, [id])
    },
  }
  await job.rest()
  return job
}

/** What came last, to whichever job. */
export function latestCallback() {
  return db().callback.findFirstOrThrow({ orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }] })
}
