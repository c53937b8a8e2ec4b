import { expect, it } from 'vitest'
import { pool } from '@/lib/server/pool'
import { leaveForDead, queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { sweep } from './sweep'

const { provider } = await scriptedProvider()

/** The bells that ring for a job, each with how often it was set. No worker listens here. */
async function bells(id: string): Promise<{ revision: number }[]> {
  const { rows } = await pool().query<{ revision: number }>(
    `select "revision" from graphile_worker.jobs where "key" = 'job:' || $1::uuid`,
    [id],
  )
  return rows
}

async function fallDue(id: string): Promise<void> {
  await pool().query('update "Job" set "nextStepAt" = now() where "id" = $1', [id])
}

it('a step that is for later has no bell until its time has come, and then one, however often is swept', async () => {
  provider.result = 'processing'
  const id = await queuedJob()
  await step(id)
  expect(await readJob(id)).toMatchObject({ state: 'processing', nextStepAt: expect.any(Date) })
  await sweep()
  expect(await bells(id)).toEqual([])
  await fallDue(id)
  await sweep()
  await sweep()
  expect(await bells(id)).toEqual([{ revision: 0 }])
})

it('a bell that somebody has taken up, and died with it, rings anew when the lease has run out', async () => {
  const id = await queuedJob()
  await fallDue(id)
  await sweep()
  await pool().query(
    `update graphile_worker._private_jobs set "locked_at" = now(), "locked_by" = 'dead', "attempts" = 1
      where "key" = 'job:' || $1::uuid`,
    [id],
  )
  await pool().query('update "Job" set "nextStepAt" = null where "id" = $1', [id])
  await leaveForDead(id)
  await sweep()
  expect(await bells(id)).toEqual([{ revision: 0 }])
})

it('what a callback asked for while the job was held rings with the move, before anybody sweeps', async () => {
  const id = await queuedJob()
  provider.upload = ['hold']
  const stepped = step(id)
  await expect.poll(() => provider.ledger.get(id)?.zips, { timeout: 15_000 }).toBe(1)
  await fallDue(id)
  provider.release()
  await stepped
  expect(await bells(id)).toEqual([{ revision: 0 }])
})
