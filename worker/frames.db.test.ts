import { expect, it } from 'vitest'
import { mayRedrive } from '@/lib/domain/redrive'
import { SUBMIT_TRIES } from '@/lib/domain/schedule'
import { db } from '@/lib/server/db'
import { pool } from '@/lib/server/pool'
import { queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'

const { provider } = await scriptedProvider()

/** The database answers, but for the frames' bytes. */
async function whileFramesAreNotGiven(work: () => Promise<void>): Promise<void> {
  await pool().query('alter table "Frame" rename "sealed" to "elsewhere"')
  try {
    await work()
  } finally {
    await pool().query('alter table "Frame" rename "elsewhere" to "sealed"')
  }
}
const putOffs = async (id: string) => (await readJob(id)).events.filter(({ kind }) => kind === 'put_off')

it('a capture that is gone fails its job and asks the provider nothing', async () => {
  const id = await queuedJob()
  const before = provider.received.length
  await db().frame.deleteMany({ where: { capture: { jobs: { some: { id } } } } })
  await step(id)
  expect(await readJob(id)).toMatchObject({ state: 'failed', failureCode: 'frames_gone' })
  expect(provider.received.length).toBe(before)
})

it('a capture whose seal does not open uses up a try, and says why', async () => {
  const id = await queuedJob()
  await db().frame.updateMany({ where: { position: 3, capture: { jobs: { some: { id } } } }, data: { keyId: 'lost' } })
  await step(id)
  expect(await readJob(id)).toMatchObject({ state: 'queued', attempts: 1, nextStepAt: expect.any(Date) })
  expect(await putOffs(id)).toMatchObject([{ detail: { cause: 'frames_unreadable', attempt: 1 } }])
})

it('a capture whose seal never opens ends with a person who is told of the seal, not of Smile ID, and can be tried again', async () => {
  const id = await queuedJob()
  await db().frame.updateMany({ where: { position: 3, capture: { jobs: { some: { id } } } }, data: { keyId: 'lost' } })
  await db().job.update({ where: { id }, data: { attempts: SUBMIT_TRIES - 1 }, select: { id: true } })
  await step(id)
  const { state, failureCode } = await readJob(id)
  expect({ state, failureCode }).toEqual({ state: 'failed', failureCode: 'frames_closed' })
  expect(mayRedrive({ state, failureCode })).toBe(true)
})

it('frames that the database does not give just now use up no try, and are sent when it does', async () => {
  const id = await queuedJob()
  await whileFramesAreNotGiven(() => step(id))
  const { state, attempts, nextStepAt } = await readJob(id)
  expect({ state, attempts }).toEqual({ state: 'queued', attempts: 0 })
  expect((nextStepAt?.getTime() ?? Number.POSITIVE_INFINITY) - Date.now()).toBeLessThan(7_000)
  expect(await putOffs(id)).toEqual([])
  await step(id)
  expect((await readJob(id)).state).toBe('processing')
})

it('frames that the database does not give use up no try of a job that is taken up again either', async () => {
  const id = await queuedJob()
  provider.reserve = [503]
  await step(id)
  await whileFramesAreNotGiven(() => step(id))
  expect(await readJob(id)).toMatchObject({ state: 'queued', attempts: 1 })
  expect(await putOffs(id)).toHaveLength(1)
  await step(id)
  expect(await readJob(id)).toMatchObject({ state: 'processing', attempts: 2 })
})

it('frames that the database has not given for a day use up tries, which end with a person', async () => {
  const id = await queuedJob()
  await pool().query(`update "Job" set "createdAt" = now() - interval '25 hours' where "id" = $1`, [id])
  await whileFramesAreNotGiven(() => step(id))
  expect(await readJob(id)).toMatchObject({ state: 'queued', attempts: 1 })
  await db().job.update({ where: { id }, data: { attempts: SUBMIT_TRIES - 1 }, select: { id: true } })
  await whileFramesAreNotGiven(() => step(id))
  const { state, failureCode } = await readJob(id)
  expect({ state, failureCode }).toEqual({ state: 'failed', failureCode: 'gave_up' })
  expect(mayRedrive({ state, failureCode })).toBe(true)
})
