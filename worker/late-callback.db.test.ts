import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { env } from '@/lib/server/env'
import { pool } from '@/lib/server/pool'
import { callbackBody, postTo } from '@/scripts/testing/callbacks'
import { lockWaiters } from '@/scripts/testing/lock-waiters'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { queuedJob, readJob, step } from './rig'
import { stepJob } from './step-job'

const { provider } = await scriptedProvider()

let other: pg.Client
beforeAll(async () => {
  other = new pg.Client(env().DATABASE_URL)
  await other.connect()
})
afterAll(() => other.end())

it('a callback that is being kept while the step of the one before it is taken is not forgotten', async () => {
  provider.result = 'processing'
  const id = await queuedJob()
  await step(id)
  provider.result = '0841'
  const { enrollee } = await readJob(id)
  const body = (code: string) => callbackBody({ id, userId: enrollee.userId }, { code })
  const report = body('5211')
  await postTo(id, report)
  // Somebody else writes the same content down and then thinks better of it: meanwhile whoever keeps it waits.
  const { rows } = await pool().query(`select to_jsonb("Callback") as "row" from "Callback" where "jobId" = $1`, [id])
  await pool().query('delete from "Callback" where "jobId" = $1', [id])
  await postTo(id, body('0841'))
  await other.query('begin')
  await other.query('insert into "Callback" select (jsonb_populate_record(null::"Callback", $1)).*', [rows[0].row])
  const kept = postTo(id, report)
  await lockWaiters(1)
  // It has seen that the job is due already, by the callback before it, whose step is taken now.
  await stepJob(id, new AbortController().signal)
  expect(await readJob(id)).toMatchObject({ state: 'rejected', nextStepAt: null })
  await other.query('rollback')
  expect((await kept).status).toBe(200)

  await stepJob(id, new AbortController().signal)
  const { callbacks, reportWaits } = await readJob(id)
  expect(callbacks.map(({ resultCode, state }) => `${resultCode} ${state}`).sort()).toEqual([
    '0841 applied',
    '5211 kept',
  ])
  expect(reportWaits).toBe(true)
})
