import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PERSON_AFTER_MS, READ_UNTIL_MS, STATUS_LAG_MAX_MS } from '@/lib/domain/schedule'
import { db } from '@/lib/server/db'
import { pool } from '@/lib/server/pool'
import { settleNote } from '@/lib/server/settle-note'
import { callbackBody, postTo } from '@/scripts/testing/callbacks'
import { code } from '@/scripts/testing/captures'
import { closeCircuits, pass, queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { stepJob } from './step-job'

const { provider } = await scriptedProvider()
let jobId = ''

beforeEach(async () => {
  provider.result = 'processing'
  jobId = await queuedJob()
})
afterEach(closeCircuits)

async function says(resultCode: string): Promise<void> {
  const { enrollee } = await readJob(jobId)
  const body = callbackBody({ id: jobId, userId: enrollee.userId }, { code: resultCode })
  expect((await postTo(jobId, body)).status).toBe(200)
}
/** Takes the step that is due, if one is. */
const work = () => stepJob(jobId, new AbortController().signal)
const states = async () => (await readJob(jobId)).callbacks.map((one) => `${one.resultCode} ${one.state}`).sort()
const contradictions = async () =>
  (await readJob(jobId)).events.flatMap(({ kind, detail }) => (kind === 'contradiction' ? [detail] : []))
async function wait(): Promise<number | null> {
  const { nextStepAt } = await readJob(jobId)
  return nextStepAt && nextStepAt.getTime() - Date.now()
}
async function hasWaited(ms: number): Promise<void> {
  await pass(ms)
  const earlier = `"receivedAt" - $2::float8 * interval '1 millisecond'`
  await pool().query(`update "Callback" set "receivedAt" = ${earlier} where "jobId" = $1`, [jobId, ms])
}

describe('a job that failed without a result', () => {
  beforeEach(async () => {
    await step(jobId)
    await pass(PERSON_AFTER_MS)
    await step(jobId)
    expect(await readJob(jobId)).toMatchObject({ state: 'failed', failureCode: 'no_result', nextStepAt: null })
  })

  it.each(['processing', 'absent'])(
    'is asked after again when its callback is ahead of a status of %s',
    async (said) => {
      provider.result = said
      await says('0840')
      await work()
      expect(await readJob(jobId)).toMatchObject({ state: 'failed', callbacks: [{ state: 'authentic' }] })
      expect(await wait()).toBeLessThan(5_000)
      await hasWaited(5_000)
      provider.result = '0840'
      await work()
      expect(await readJob(jobId)).toMatchObject({ state: 'approved', callbacks: [{ state: 'applied' }] })
    },
  )

  it('is asked after ever more seldom, and after thirty days a person is told of the callback', async () => {
    await says('0840')
    await work()
    await hasWaited(2 * PERSON_AFTER_MS)
    await work()
    expect(await wait()).toBeGreaterThan(PERSON_AFTER_MS - 60_000)
    const { events } = await readJob(jobId)
    await step(jobId)
    expect((await readJob(jobId)).events).toHaveLength(events.length)
    await hasWaited(READ_UNTIL_MS)
    await work()
    expect(await readJob(jobId)).toMatchObject({ state: 'failed', nextStepAt: null, conflictWaits: true })
    expect(await states()).toEqual(['0840 contradicts'])
    expect(await contradictions()).toMatchObject([{ callbackCode: '0840', statusCode: 'no_result', end: 'failed' }])
  })

  it('is not asked after again for a finding, which a person looks at', async () => {
    await says('5211')
    await work()
    expect(await readJob(jobId)).toMatchObject({ nextStepAt: null, reportWaits: true, callbacks: [{ state: 'kept' }] })
  })
})

describe('a callback that the status lags behind', () => {
  /** The next read by the schedule is hours away. */
  const HOURS_LATER = PERSON_AFTER_MS / 4 + 60_000
  beforeEach(() => step(jobId))

  it.each(['processing', 'absent'])('has it read again at once, also long after the upload (%s)', async (said) => {
    await pass(HOURS_LATER)
    provider.result = said
    if (said === 'absent') await db().job.update({ where: { id: jobId }, data: { state: 'provisional' } })
    await says('0840')
    await work()
    expect(await states()).toEqual(['0840 authentic'])
    expect(await wait()).toBeLessThan(5_000)
    await hasWaited(5_000)
    provider.result = '0840'
    await work()
    expect(await readJob(jobId)).toMatchObject({ state: 'approved', callbacks: [{ state: 'applied' }] })
  })

  it('as it tells of the end of a review, waits a moment for it, and nobody is called', async () => {
    provider.result = '0844'
    await step(jobId)
    await pass(HOURS_LATER)
    await says('1240')
    await work()
    expect(await readJob(jobId)).toMatchObject({ state: 'provisional', conflictWaits: false })
    expect(await states()).toEqual(['1240 authentic'])
    expect(await wait()).toBeLessThan(5_000)
    await hasWaited(5_000)
    provider.result = '1240'
    await work()
    expect(await readJob(jobId)).toMatchObject({ state: 'approved', conflictWaits: false })
    expect(await states()).toEqual(['1240 applied'])
  })

  it('contradicts it where it still says that the review goes on', async () => {
    provider.result = '0844'
    await step(jobId)
    await pass(HOURS_LATER)
    await says('1240')
    await work()
    await hasWaited(STATUS_LAG_MAX_MS)
    await work()
    expect(await readJob(jobId)).toMatchObject({ state: 'provisional', conflictWaits: true })
    expect(await states()).toEqual(['1240 contradicts'])
    expect(await wait()).toBeGreaterThan(PERSON_AFTER_MS / 4)
  })

  it('has an upload in doubt asked after no sooner', async () => {
    await db().job.update({ where: { id: jobId }, data: { state: 'unknown', uploadedAt: null, statusReads: 3 } })
    provider.result = 'absent'
    await says('0840')
    await work()
    expect(await wait()).toBeGreaterThan(20_000)
  })
})

it('a callback that comes just before a job is given up has it asked after once it has failed', async () => {
  await step(jobId)
  await pass(PERSON_AFTER_MS)
  await says('0840')
  await work()
  expect(await readJob(jobId)).toMatchObject({ state: 'failed', nextStepAt: expect.any(Date) })
  provider.result = '0840'
  await step(jobId)
  expect((await readJob(jobId)).state).toBe('approved')
})

it('a job that is never sent is asked after too when a callback has come for it', async () => {
  await db().job.update({ where: { id: jobId }, data: { attempts: 99 } })
  await says('0840')
  await says('5211')
  await work()
  expect(await readJob(jobId)).toMatchObject({ state: 'failed', failureCode: 'gave_up', reportWaits: true })
  expect(await states()).toEqual(['0840 authentic', '5211 kept'])
  expect(await wait()).toBeLessThan(5_000)
})

it('a job that never went out is not asked after every few seconds while Smile ID gives no answer', async () => {
  await db().job.update({ where: { id: jobId }, data: { state: 'failed', failureCode: 'gave_up' } })
  await pass(PERSON_AFTER_MS)
  await says('0840')
  provider.result = 500
  await work()
  expect(await wait()).toBeGreaterThan(5 * 60_000)
})

describe('a refused job', () => {
  const refused = async () => {
    provider.reserve = ['2209']
    await step(jobId)
    expect(await readJob(jobId)).toMatchObject({ state: 'refused', failureCode: '2209' })
  }
  const asked = () =>
    provider.received.filter(({ path, body }) => path.endsWith('status') && body.includes(jobId)).length

  it('keeps its state whatever callback comes, and a person is told that the two disagree', async () => {
    await refused()
    provider.result = '0840'
    await says('0840')
    await work()
    expect(await readJob(jobId)).toMatchObject({ state: 'refused', conflictWaits: true, nextStepAt: null })
    expect(await states()).toEqual(['0840 contradicts'])
    expect(await contradictions()).toMatchObject([{ callbackCode: '0840', statusCode: '2209', end: 'refused' }])
    expect((await readJob(jobId)).enrollee.enrolledAt).toBeNull()
    expect(asked()).toBe(0)
  })

  it('of which a finding is reported waits for a person until somebody says to have looked at it', async () => {
    await refused()
    await says('5211')
    await work()
    const { createdById, callbacks } = await readJob(jobId)
    expect(await readJob(jobId)).toMatchObject({ state: 'refused', reportWaits: true, conflictWaits: false })
    const operator = { id: createdById, role: 'OPERATOR' } as const
    expect(code(await settleNote(operator, jobId, callbacks[0]?.id ?? ''))).toBe('ok')
    expect((await readJob(jobId)).reportWaits).toBe(false)
  })

  it('judges what came before it was refused, too', async () => {
    await says('0840')
    await refused()
    expect(await states()).toEqual(['0840 contradicts'])
    expect(await readJob(jobId)).toMatchObject({ conflictWaits: true, nextStepAt: null })
  })

  it('is left alone where there is nothing to judge', async () => {
    await refused()
    const { events } = await readJob(jobId)
    await step(jobId)
    expect(await readJob(jobId)).toMatchObject({ state: 'refused', leaseUntil: null, nextStepAt: null })
    expect((await readJob(jobId)).events).toHaveLength(events.length)
  })
})
