import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { env } from '@/lib/server/env'
import { callbackBody, postTo } from '@/scripts/testing/callbacks'
import { lockWaiters } from '@/scripts/testing/lock-waiters'
import { queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
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
  await postTo(id, body('0841'))
  // The step of that one is taken: its move holds the job, and whoever keeps the next one waits for it.
  await other.query('begin')
  await other.query('update "Job" set "nextStepAt" = null where "id" = $1', [id])
  // What it has seen of the job before it waits is that it is due already.
  const kept = postTo(id, body('5211'))
  await lockWaiters(1)
  await other.query('commit')
  expect((await kept).status).toBe(200)
  expect((await readJob(id)).nextStepAt).not.toBeNull()

  await stepJob(id, new AbortController().signal)
  const { callbacks, reportWaits } = await readJob(id)
  expect(callbacks.map(({ resultCode, state }) => `${resultCode} ${state}`).sort()).toEqual([
    '0841 applied',
    '5211 kept',
  ])
  expect(reportWaits).toBe(true)
})

it('a callback that comes while the status is read for another result is what has asked for the next read', async () => {
  const id = await queuedJob()
  await step(id)
  provider.result = '0844'
  provider.status = ['hold']
  const reading = step(id)
  await vi.waitFor(() => expect(provider.status).toEqual([]), { timeout: 10_000 })
  const { enrollee } = await readJob(id)
  await postTo(id, callbackBody({ id, userId: enrollee.userId }, { code: '1240' }))
  provider.release()
  await reading
  provider.result = '1240'
  await stepJob(id, new AbortController().signal)
  const { state, events } = await readJob(id)
  expect(state).toBe('approved')
  expect(events.flatMap(({ kind, detail }) => (kind === 'status_read' ? [detail] : []))).toMatchObject([
    { code: '0844', trigger: 'schedule' },
    { code: '1240', trigger: 'callback' },
  ])
})
