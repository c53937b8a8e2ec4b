import fc from 'fast-check'
import { expect, it } from 'vitest'
import { db } from '@/lib/server/db'
import { pool } from '@/lib/server/pool'
import { callbackBody, over, postTo } from '@/scripts/testing/callbacks'
import { queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'

const { provider } = await scriptedProvider()

const userOf = async (id: string) => (await readJob(id)).enrollee.userId

async function queuedJobs(count: number): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < count) ids.push(await queuedJob())
  return ids
}

const DELIVERIES = 5
const JOBS = 8

/** Every content of every job, so often, in an order of this seed, over 16 connections; what each job has of it then. */
async function flood(seed: number): Promise<{ answers: number[]; perJob: { contents: number; events: number }[] }> {
  const jobs = await queuedJobs(JOBS)
  const began = Date.now()
  const bodies: { id: string; body: string }[] = []
  for (const id of jobs) {
    const userId = await userOf(id)
    for (const code of ['0844', '0840'])
      for (let time = 0; time < DELIVERIES; time += 1) {
        // Signed anew each time, as a provider that repeats itself does; one signature with two contents is a replay.
        const timestamp = new Date(began - bodies.length).toISOString()
        bodies.push({ id, body: callbackBody({ id, userId }, { code, timestamp, extra: { round: seed } }) })
      }
  }
  const order = fc.shuffledSubarray(bodies, { minLength: bodies.length, maxLength: bodies.length })
  const [mixed = []] = fc.sample(order, { seed, numRuns: 1 })
  const answers: number[] = []
  const tasks = mixed.map(
    ({ id, body }) =>
      async () =>
        void answers.push((await postTo(id, body)).status),
  )
  await over(16, tasks)
  const perJob = await Promise.all(
    jobs.map(async (id) => {
      const { callbacks, events } = await readJob(id)
      return { contents: callbacks.length, events: events.filter(({ kind }) => kind === 'callback').length }
    }),
  )
  return { answers, perJob }
}

function eachOnce({ answers, perJob }: Awaited<ReturnType<typeof flood>>): boolean {
  return (
    answers.every((status) => status === 200) && perJob.every(({ contents, events }) => contents === 2 && events === 2)
  )
}

it('each content of a callback, delivered five times over 16 connections in any order, has one effect', async () => {
  const seed = Date.now() % 2 ** 31
  expect(eachOnce(await flood(seed)), `seed ${seed}`).toBe(true)
}, 60_000)

it('without the unique index that would be noticed', async () => {
  await pool().query('drop index "Callback_jobId_contentHash_key"')
  expect(eachOnce(await flood(1))).toBe(false)
  await db().callback.deleteMany()
  await pool().query('create unique index "Callback_jobId_contentHash_key" on "Callback" ("jobId", "contentHash")')
}, 60_000)

/** Ten people, every third callback lost. `isPolling`: whether the schedule is followed as well. */
async function lossy(isPolling: boolean) {
  const jobs = await queuedJobs(10)
  for (const id of jobs) await step(id)
  provider.result = '0840'
  for (const [at, id] of jobs.entries()) {
    if (at % 3 === 0) continue
    await postTo(id, callbackBody({ id, userId: await userOf(id) }))
    await step(id)
  }
  for (const id of jobs) {
    const { nextStepAt } = await readJob(id)
    if (isPolling && nextStepAt) await step(id)
  }
  return Promise.all(jobs.map((id) => readJob(id)))
}

it('a callback that never comes is made good by the schedule, with one history', async () => {
  const jobs = await lossy(true)
  expect(jobs.map(({ state }) => state)).toEqual(Array(10).fill('approved'))
  for (const { events } of jobs) expect(events.filter(({ kind }) => kind === 'verdict')).toHaveLength(1)
})

it('with the schedule off that would be noticed', async () => {
  expect((await lossy(false)).filter(({ state }) => state === 'processing')).toHaveLength(4)
})
