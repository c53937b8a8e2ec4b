import { describe, expect, it } from 'vitest'
import { ABSENT_IS_ODD_AFTER_MS, LOST_AFTER_MS, PERSON_AFTER_MS } from '@/lib/domain/schedule'
import { db } from '@/lib/server/db'
import { pool } from '@/lib/server/pool'
import { pass, queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { stepJob } from './step-job'

const { provider } = await scriptedProvider()

const kinds = (job: Awaited<ReturnType<typeof readJob>>) => job.events.map(({ kind }) => kind)

describe('reading the status', () => {
  async function processing() {
    const id = await queuedJob()
    await step(id)
    return id
  }

  it('a provisional result waits for its final one, and a final one never goes back', async () => {
    const id = await processing()
    provider.result = '0844'
    await step(id)
    const provisional = await readJob(id)
    expect(provisional).toMatchObject({ state: 'provisional', resultCode: '0844', finishedAt: null })
    expect(provisional.nextStepAt).not.toBeNull()
    expect(provisional.enrollee.enrolledAt).toBeNull()
    provider.result = '1240'
    await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'approved', resultCode: '1240', revision: 0 })
    provider.result = '0844'
    await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'approved', resultCode: '1240', revision: 0 })
  })

  it('a read that was stopped with its worker says nothing of Smile ID: no line, no count, and the next one is due at once', async () => {
    const id = await processing()
    const before = await readJob(id)
    await pool().query('update "Job" set "nextStepAt" = now() where "id" = $1', [id])
    await stepJob(id, AbortSignal.abort())
    const after = await readJob(id)
    expect(after).toMatchObject({ state: 'processing', statusReads: before.statusReads, leaseUntil: null })
    expect(kinds(after)).toEqual(kinds(before))
    expect(after.nextStepAt?.getTime()).toBeLessThanOrEqual(Date.now())
  })

  it('a newer final replaces a final, visibly, and takes the selfie off file', async () => {
    const id = await processing()
    provider.result = '0840'
    await step(id)
    provider.result = '1241'
    await step(id)
    const job = await readJob(id)
    expect(job).toMatchObject({ state: 'rejected', resultCode: '1241', revision: 1 })
    expect(job.enrollee).toMatchObject({ enrolledAt: null, enrolledJobId: null })
    expect(kinds(job).filter((kind) => kind === 'verdict')).toHaveLength(2)
  })

  it('what a reviewer approves late does not replace a selfie that was sent after it', async () => {
    const old = await processing()
    provider.result = '0844'
    await step(old)
    const { enrollee } = await readJob(old)
    const newer = await queuedJob({ userId: enrollee.userId })
    provider.result = '0840'
    await step(newer)
    await step(newer)
    expect((await readJob(newer)).enrollee.enrolledJobId).toBe(newer)
    provider.result = '1240'
    await step(old)
    const late = await readJob(old)
    expect(late).toMatchObject({ state: 'approved', enrollee: { enrolledJobId: newer } })
  })

  it('a code nobody knows is kept for a person and approves nothing', async () => {
    const id = await processing()
    provider.result = '0777'
    await step(id)
    const job = await readJob(id)
    expect(job).toMatchObject({ state: 'unknown', resultCode: '0777' })
    expect(job.enrollee.enrolledAt).toBeNull()
    await step(id)
    expect((await readJob(id)).events).toHaveLength(job.events.length)
    provider.result = '0840'
    await step(id)
    expect((await readJob(id)).state).toBe('approved')
  })

  it('an answer that fails is tried again and written down once', async () => {
    const id = await processing()
    provider.result = 500
    await step(id)
    await step(id)
    const job = await readJob(id)
    expect(job.state).toBe('processing')
    expect(job.nextStepAt).not.toBeNull()
    expect(kinds(job).filter((kind) => kind === 'status_read')).toHaveLength(1)
  })

  it('a taken upload that the provider knows nothing of is told once, half a minute after it, and so is its coming', async () => {
    const id = await processing()
    const outcomes = async () =>
      (await readJob(id)).events.flatMap(({ kind, detail }) => (kind === 'status_read' ? [detail] : []))
    provider.result = 'absent'
    await step(id)
    expect(await outcomes()).toEqual([])
    await pass(ABSENT_IS_ODD_AFTER_MS)
    await step(id)
    await step(id)
    const absent = { outcome: 'absent', code: null, trigger: 'schedule' }
    expect(await outcomes()).toEqual([absent])
    provider.result = 'processing'
    await step(id)
    await step(id)
    expect(await outcomes()).toEqual([absent, { ...absent, outcome: 'processing' }])
  })

  it('an upload that a page of the network answered with 200 is found out by the status, and sent again', async () => {
    provider.upload = [(response) => response.end('<!doctype html><h1>Sign in to use this network</h1>')]
    const id = await processing()
    expect(await readJob(id)).toMatchObject({ state: 'processing', billedCalls: [{ outcome: 'taken' }] })
    await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'processing' })
    await pass(LOST_AFTER_MS + 1_000)
    await step(id)
    const lost = await readJob(id)
    expect(lost).toMatchObject({ state: 'queued', uploadedAt: null, billedCalls: [{ outcome: 'not_taken' }] })
    expect(provider.ledger.get(id)?.zips).toBe(0)
    await step(id)
    provider.result = '0840'
    await step(id)
    expect(await readJob(id)).toMatchObject({
      state: 'approved',
      billedCalls: [{ outcome: 'not_taken' }, { outcome: 'taken' }],
    })
    expect(provider.ledger.get(id)).toEqual({ reserved: 2, retried: 1, zips: 1 })
  })

  it.each([
    { says: 'no', result: { refused: '2204' }, failureCode: 'status_refused' },
    { says: 'something unreadable', result: 500, failureCode: 'no_result' },
    { says: 'still processing', result: 'processing', failureCode: 'no_result' },
  ])('a provider that says $says for a day brings the job to a person', async ({ result, failureCode }) => {
    const id = await processing()
    provider.result = result
    const uploaded = (ms: number) => db().job.update({ where: { id }, data: { uploadedAt: new Date(Date.now() - ms) } })
    await uploaded(PERSON_AFTER_MS - 60_000)
    await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'processing', nextStepAt: expect.any(Date) })
    await uploaded(PERSON_AFTER_MS + 60_000)
    await step(id)
    const job = await readJob(id)
    expect(job).toMatchObject({ state: 'failed', failureCode, nextStepAt: null })
    expect(kinds(job)).toContain('failed')
    // A late callback still makes a read, and its result still counts.
    provider.result = '0840'
    await step(id)
    expect((await readJob(id)).state).toBe('approved')
  })
})
