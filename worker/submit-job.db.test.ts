import { describe, expect, it, vi } from 'vitest'
import { AUTHENTICATE } from '@/lib/domain/job'
import { DOUBT_READS, SUBMIT_TRIES } from '@/lib/domain/schedule'
import { claimJob } from '@/lib/server/claims'
import { db } from '@/lib/server/db'
import { moveJob } from '@/lib/server/job-moves'
import { withdraw } from '@/lib/server/withdraw'
import { callbackBody, postTo } from '@/scripts/testing/callbacks'
import { newOperator } from '@/scripts/testing/captures'
import { agreedVisit, newLink } from '@/scripts/testing/links'
import { leaveForDead, queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'

const { provider } = await scriptedProvider()

const kinds = (job: Awaited<ReturnType<typeof readJob>>) => job.events.map(({ kind }) => kind)
const framesOf = (id: string) => db().frame.count({ where: { capture: { jobs: { some: { id } } } } })

describe('submitting', () => {
  it('a queued job is sent once and becomes approved by the status read', async () => {
    const id = await queuedJob()
    await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'processing', phase: 'uploaded', smileJobId: '0000000001' })
    await step(id)
    expect((await readJob(id)).state).toBe('processing')
    provider.result = '0840'
    await step(id)
    const job = await readJob(id)
    expect(job).toMatchObject({ state: 'approved', resultCode: '0840', confidence: 99, nextStepAt: null, revision: 0 })
    expect(job.enrollee).toMatchObject({ enrolledJobId: id })
    expect(kinds(job)).toEqual(['sending', 'sending', 'uploaded', 'status_read', 'verdict'])
    expect(provider.ledger.get(id)).toEqual({ reserved: 1, retried: 0, zips: 1 })
  })

  it('what the provider refuses is refused at once and never tried again', async () => {
    const id = await queuedJob()
    provider.reserve = ['2209']
    await step(id)
    await step(id)
    const job = await readJob(id)
    expect(job).toMatchObject({ state: 'refused', failureCode: '2209', nextStepAt: null, attempts: 1 })
    expect(job.finishedAt).not.toBeNull()
    expect(kinds(job)).toEqual(['sending', 'refused'])
    expect(provider.ledger.has(id)).toBe(false)
  })

  it('an authentication of somebody who has withdrawn meanwhile is not sent, and ends as that', async () => {
    const registered = await queuedJob()
    const { enrollee, captureId } = await readJob(registered)
    const link = await newLink(await newOperator())
    const visit = await agreedVisit(link.token)
    await db().capture.update({ where: { id: captureId }, data: { visitId: visit.id, operatorId: null } })
    await db().enrollee.update({ where: { id: enrollee.id }, data: { enrolledJobId: registered } })
    const waiting = await queuedJob({ type: AUTHENTICATE, userId: enrollee.userId })
    const consented = await queuedJob({ type: AUTHENTICATE, userId: enrollee.userId })
    await step(consented)
    expect((await readJob(consented)).state).toBe('processing')
    await withdraw(visit.receipt)
    await step(waiting)
    expect(await readJob(waiting)).toMatchObject({ state: 'failed', failureCode: 'consent_withdrawn', billedCalls: [] })
    expect(provider.ledger.has(waiting)).toBe(false)
    expect(await framesOf(waiting)).toBe(0)
    // Made while the withdrawal was being written down: that has not seen it.
    const unseen = await queuedJob({ type: AUTHENTICATE, userId: enrollee.userId })
    expect(await framesOf(unseen)).toBe(8)
    await step(unseen)
    expect(await readJob(unseen)).toMatchObject({ state: 'failed', failureCode: 'consent_withdrawn', billedCalls: [] })
    expect(await framesOf(unseen)).toBe(0)
    // Its pictures went, and nobody came to it before another worker: that they are gone is not what ended it.
    const emptied = await queuedJob({ type: AUTHENTICATE, userId: enrollee.userId })
    await db().frame.deleteMany({ where: { capture: { jobs: { some: { id: emptied } } } } })
    await step(emptied)
    expect(await readJob(emptied)).toMatchObject({ state: 'failed', failureCode: 'consent_withdrawn' })
  })

  it('an unavailable provider is tried again by the schedule, then given up for a person to see', async () => {
    const id = await queuedJob()
    provider.reserve = Array.from({ length: SUBMIT_TRIES }, () => 503)
    const before = Date.now()
    await step(id)
    const job = await readJob(id)
    const next = job.nextStepAt?.getTime() ?? 0
    expect(job).toMatchObject({ state: 'queued', attempts: 1, leaseUntil: null })
    expect(next - before).toBeGreaterThan(4_000)
    expect(next - Date.now()).toBeLessThan(6_100)
    for (let attempt = 2; attempt <= SUBMIT_TRIES; attempt++) await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'failed', failureCode: 'gave_up', nextStepAt: null })
  })
})

describe('a worker that dies', () => {
  /** A job whose package is with the provider, while its worker still waits for the answer. */
  async function uploadedJob(): Promise<string> {
    const id = await queuedJob()
    const claim = await claimJob(id)
    if (!claim) throw new Error('not claimed')
    await moveJob(claim, { from: 'queued', to: 'submitting', set: { phase: 'uploading', attempts: 1 }, next: 'hold' })
    provider.ledger.set(id, { reserved: 1, retried: 0, zips: 1 })
    return id
  }

  it('after the upload: its successor asks, finds the package and does not send it again', async () => {
    const id = await uploadedJob()
    await leaveForDead(id)
    await step(id)
    expect((await readJob(id)).state).toBe('processing')
    provider.result = '0840'
    await step(id)
    expect((await readJob(id)).state).toBe('approved')
    expect(provider.ledger.get(id)?.zips).toBe(1)
  })

  it('after the package arrived: the callback that came meanwhile is judged by the read that finds the result', async () => {
    const id = await uploadedJob()
    await db().callback.create({ data: { jobId: id, state: 'authentic', resultCode: '0840', body: new Uint8Array() } })
    provider.result = '0840'
    await leaveForDead(id)
    await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'approved', callbacks: [{ state: 'applied' }] })
  })

  it('a callback that comes during that read is newer than what it says, and no conflict with it', async () => {
    const id = await uploadedJob()
    await leaveForDead(id)
    provider.result = '0844'
    provider.status = ['hold']
    const recovering = step(id)
    await vi.waitFor(() => expect(provider.status).toEqual([]), { timeout: 10_000 })
    const { enrollee } = await readJob(id)
    expect((await postTo(id, callbackBody({ id, userId: enrollee.userId }, { code: '1240' }))).status).toBe(200)
    provider.release()
    await recovering
    expect(await readJob(id)).toMatchObject({ state: 'provisional', conflictWaits: false })
    provider.result = '1240'
    await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'approved', callbacks: [{ state: 'applied' }] })
  })

  /** A job whose worker has died in this phase, and of which the provider has no package. */
  async function diedIn(phase: 'reserving' | 'uploading'): Promise<string> {
    const id = await queuedJob()
    const claim = await claimJob(id)
    if (!claim) throw new Error('not claimed')
    const billed = phase === 'uploading' ? ({ billed: 'open' } as const) : {}
    const set = { phase, attempts: 1 }
    await moveJob(claim, { from: 'queued', to: 'submitting', set, ...billed, next: 'hold' })
    provider.ledger.set(id, { reserved: 1, retried: 0, zips: 0 })
    await leaveForDead(id)
    return id
  }

  it('after the reservation: its successor asks, sends the same job again and the provider has one package', async () => {
    const id = await diedIn('reserving')
    await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'processing', attempts: 2 })
    expect(provider.ledger.get(id)).toEqual({ reserved: 2, retried: 1, zips: 1 })
  })

  it('over the upload: a package that arrives after the provider was first asked is not sent twice', async () => {
    const id = await diedIn('uploading')
    await step(id)
    const unsure = await readJob(id)
    expect(unsure).toMatchObject({ state: 'unknown', billedCalls: [{ outcome: 'unsure' }] })
    expect(kinds(unsure)).toContain('unsure')
    provider.ledger.set(id, { reserved: 1, retried: 0, zips: 1 })
    await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'processing', billedCalls: [{ outcome: 'taken' }] })
    expect(provider.ledger.get(id)).toEqual({ reserved: 1, retried: 0, zips: 1 })
  })

  it('over the upload: that the provider gives no answer at first changes nothing of that', async () => {
    const id = await diedIn('uploading')
    provider.result = 503
    provider.down = true
    await step(id)
    provider.down = false
    provider.result = '0840'
    expect(await readJob(id)).toMatchObject({ state: 'queued', billedCalls: [{ outcome: 'open' }] })
    await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'unknown', billedCalls: [{ outcome: 'unsure' }] })
    expect(provider.ledger.get(id)?.reserved).toBe(1)
  })

  it('over the upload: what the provider goes on knowing nothing of is sent again, and uses no try of its own up', async () => {
    const id = await diedIn('uploading')
    for (let reads = 0; reads <= DOUBT_READS; reads++) {
      expect(provider.ledger.get(id)?.reserved).toBe(1)
      await step(id)
    }
    expect(await readJob(id)).toMatchObject({ state: 'queued', attempts: 1, billedCalls: [{ outcome: 'not_taken' }] })
    await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'processing', attempts: 2 })
    expect(provider.ledger.get(id)).toEqual({ reserved: 2, retried: 1, zips: 1 })
  })

  it('and comes back cannot move a job that its successor has claimed', async () => {
    const id = await queuedJob()
    const stale = await claimJob(id)
    expect(await claimJob(id)).toBeNull()
    await leaveForDead(id)
    const successor = await claimJob(id)
    if (!stale || !successor) throw new Error('not claimed')
    expect(successor.fence).toBe(stale.fence + 1)
    const move = { from: 'queued', to: 'submitting', next: 'hold' } as const
    expect(await moveJob(stale, move)).toBe(false)
    expect(await readJob(id)).toMatchObject({ state: 'queued', fence: successor.fence })
    expect(await moveJob(successor, move)).toBe(true)
  })
})
