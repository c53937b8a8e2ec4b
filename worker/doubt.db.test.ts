import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { DOUBT_READS, JITTER, LOST_AFTER_MS, PERSON_AFTER_MS, submitDelaysMs } from '@/lib/domain/schedule'
import { db } from '@/lib/server/db'
import { redrive } from '@/lib/server/redrive'
import { closeCircuits, pass, queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'

const { provider } = await scriptedProvider()

afterEach(closeCircuits)

type Job = Awaited<ReturnType<typeof readJob>>
const kinds = (job: Job) => job.events.map(({ kind }) => kind)

/** A job whose connection broke while its frames were on their way. */
async function inDoubt(): Promise<string> {
  const id = await queuedJob()
  provider.upload = ['cut']
  await step(id)
  return id
}

describe('an upload whose end is not known', () => {
  it('is asked after, not sent again, when the package did arrive', async () => {
    const id = await inDoubt()
    const unsure = await readJob(id)
    expect(unsure.state).toBe('unknown')
    expect(kinds(unsure)).toContain('unsure')
    provider.ledger.set(id, { reserved: 1, retried: 0, zips: 1 })
    await step(id)
    expect((await readJob(id)).state).toBe('processing')
    expect(provider.ledger.get(id)?.zips).toBe(1)
  })

  it('is sent again only after the provider has said "absent" for long enough', async () => {
    const id = await inDoubt()
    for (let read = 1; read <= 3; read++) {
      await step(id)
      expect((await readJob(id)).state).toBe('unknown')
    }
    await step(id)
    expect((await readJob(id)).state).toBe('queued')
    await step(id)
    expect((await readJob(id)).state).toBe('processing')
    expect(provider.ledger.get(id)).toEqual({ reserved: 2, retried: 1, zips: 1 })
  })

  it('is sent again by the schedule of tries, of which the doubt is a part', async () => {
    const id = await queuedJob()
    provider.upload = Array.from({ length: 3 }, () => 'cut')
    for (let tries = 0; tries < 3; tries++) {
      await step(id)
      expect(await readJob(id)).toMatchObject({ state: 'unknown', attempts: tries + 1 })
      await pass(47_000)
      for (let read = 0; read < DOUBT_READS; read++) await step(id)
    }
    const { state, nextStepAt } = await readJob(id)
    expect(state).toBe('queued')
    const wait = (nextStepAt?.getTime() ?? 0) - Date.now()
    const delay = submitDelaysMs[2] ?? 0
    expect(wait).toBeGreaterThan(delay - 47_000 - 5_000)
    expect(wait).toBeLessThan(delay * (1 + JITTER))
  })

  it('is not sent again the sooner for looks that somebody asked for', async () => {
    const id = await inDoubt()
    const asking = { jobId: id, kind: 'applied_again', detail: { callbackId: randomUUID() } }
    for (let look = 0; look < DOUBT_READS; look++) {
      await db().jobEvent.create({ data: asking })
      await step(id)
      expect(await readJob(id)).toMatchObject({ state: 'unknown', statusReads: 0 })
    }
    for (let read = 0; read < DOUBT_READS; read++) await step(id)
    expect((await readJob(id)).state).toBe('queued')
  })

  it('does not stay in doubt for ever, however often somebody asks', async () => {
    const id = await inDoubt()
    await pass(LOST_AFTER_MS + 1_000)
    await db().jobEvent.create({ data: { jobId: id, kind: 'applied_again', detail: { callbackId: randomUUID() } } })
    await step(id)
    expect((await readJob(id)).state).toBe('queued')
  })

  it.each([
    { says: 'no', result: { refused: '2204' }, failureCode: 'status_refused' },
    { says: 'nothing usable', result: 500, failureCode: 'gave_up' },
  ])(
    'and of which a provider says $says for a day is brought to a person, who can try it again',
    async ({ result, failureCode }) => {
      const id = await inDoubt()
      provider.result = result
      await pass(PERSON_AFTER_MS - 60_000)
      await step(id)
      expect(await readJob(id)).toMatchObject({ state: 'unknown', nextStepAt: expect.any(Date) })
      await pass(120_000)
      await step(id)
      const job = await readJob(id)
      expect(job).toMatchObject({ state: 'failed', failureCode, nextStepAt: null })
      expect(job).toMatchObject({ uploadedAt: null, billedCalls: [{ outcome: 'unsure' }] })
      expect(job.events.at(-1)).toMatchObject({ kind: 'failed', detail: { code: failureCode } })
      provider.result = 'processing'
      expect(await redrive({ id: job.createdById, role: 'OPERATOR' }, id)).toEqual({ ok: true })
      await step(id)
      expect((await readJob(id)).state).toBe('processing')
      expect(provider.ledger.get(id)).toEqual({ reserved: 2, retried: 1, zips: 1 })
    },
  )

  it('and for whose environment the keys were taken away is brought to a person after a day', async () => {
    const id = await inDoubt()
    // The test settings have no keys of it.
    await db().job.update({ where: { id }, data: { environment: 'PRODUCTION' } })
    await pass(PERSON_AFTER_MS - 60_000)
    await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'unknown', nextStepAt: expect.any(Date) })
    await pass(120_000)
    await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'failed', failureCode: 'no_keys', nextStepAt: null })
  })

  it('and whose job had waited for days before is in doubt since its call alone', async () => {
    const id = await queuedJob()
    await pass(3 * PERSON_AFTER_MS)
    provider.upload = ['cut']
    await step(id)
    provider.result = { refused: '2204' }
    await step(id)
    expect((await readJob(id)).state).toBe('unknown')
  })
})
