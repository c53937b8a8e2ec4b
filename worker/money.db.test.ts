import { afterEach, describe, expect, it, vi } from 'vitest'
import { DOUBT_READS, SUBMIT_TRIES } from '@/lib/domain/schedule'
import { db } from '@/lib/server/db'
import { pool } from '@/lib/server/pool'
import { sendAgain } from '@/lib/server/send-again'
import { breakWorker } from '@/scripts/testing/broken-variants'
import { leaveForDead, queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { json } from '@/scripts/testing/scripted-server'

const { provider } = await scriptedProvider()
let repair = () => {}

afterEach(() => {
  repair()
  repair = () => {}
})

const outcomes = async (id: string) => (await readJob(id)).billedCalls.map(({ outcome }) => outcome)

describe('the ledger', () => {
  it('has the call before it is made, and its outcome afterwards', async () => {
    const id = await queuedJob()
    provider.upload = ['hold']
    const going = step(id)
    await vi.waitFor(() => expect(provider.ledger.get(id)?.zips).toBe(1), 60_000)
    expect(await readJob(id)).toMatchObject({ billedCalls: [{ outcome: 'open', operatorId: null, closedAt: null }] })
    provider.release()
    await going
    expect(await readJob(id)).toMatchObject({ billedCalls: [{ outcome: 'taken', closedAt: expect.any(Date) }] })
  })

  it('has nothing of a job the provider refused', async () => {
    const id = await queuedJob()
    provider.reserve = ['2209']
    await step(id)
    expect(await outcomes(id)).toEqual([])
  })

  it('says of an upload nobody answered that it may have been taken, until the status says that it was not', async () => {
    const id = await queuedJob()
    provider.upload = ['cut']
    await step(id)
    expect(await outcomes(id)).toEqual(['unsure'])
    for (let reads = 0; reads < 4; reads++) await step(id)
    expect(await outcomes(id)).toEqual(['not_taken'])
    await step(id)
    expect(await outcomes(id)).toEqual(['not_taken', 'taken'])
  })

  it('has no call left open of a job that was given up, when its last upload was refused', async () => {
    const id = await queuedJob()
    provider.upload = Array.from({ length: SUBMIT_TRIES }, () => (response) => json(response, 403, {}))
    for (let tries = 0; tries < SUBMIT_TRIES; tries++) await step(id)
    expect(await readJob(id)).toMatchObject({ state: 'failed', failureCode: 'gave_up' })
    expect(await outcomes(id)).toEqual(Array.from({ length: SUBMIT_TRIES }, () => 'not_taken'))
  })

  it('has no call left open of a job whose worker died in its last try, when the provider has nothing of it', async () => {
    const id = await queuedJob()
    provider.upload = ['hold']
    const going = step(id)
    await vi.waitFor(() => expect(provider.ledger.get(id)?.zips).toBe(1), 60_000)
    provider.ledger.set(id, { reserved: 1, retried: 0, zips: 0 })
    await db().job.update({ where: { id }, data: { attempts: SUBMIT_TRIES } })
    await leaveForDead(id)
    // Asked at once, and as often as it takes to believe it; then its turn comes, and it has none left.
    for (let reads = 0; reads <= DOUBT_READS; reads++) await step(id)
    await step(id)
    provider.release()
    await going
    expect(await readJob(id)).toMatchObject({ state: 'failed', failureCode: 'gave_up' })
    expect(await outcomes(id)).toEqual(['not_taken'])
  })

  it('names who asked for another check of the same capture', async () => {
    const id = await queuedJob()
    provider.result = '0841'
    await step(id)
    await step(id)
    const { createdById } = await readJob(id)
    const asked = { formKey: crypto.randomUUID(), jobId: id, allowReEnroll: false, reason: null }
    const again = await sendAgain({ id: createdById, role: 'OPERATOR' }, asked, '')
    if (!again.ok) throw new Error(again.code)
    await step(again.jobId)
    expect((await readJob(again.jobId)).billedCalls).toMatchObject([{ outcome: 'taken', operatorId: createdById }])
  })
})

describe('the same capture', () => {
  /** A second job with the first one's capture that no person asked for: a bug, or a restored database. */
  async function twinOf(id: string): Promise<string> {
    const twin = await queuedJob()
    const { captureId } = await readJob(id)
    await db().job.update({ where: { id: twin }, data: { captureId } })
    return twin
  }

  it('is not bought a second time by machine: the job stops before the call and waits for a person', async () => {
    const id = await queuedJob()
    await step(id)
    const twin = await twinOf(id)
    await step(twin)
    expect(await readJob(twin)).toMatchObject({ state: 'failed', failureCode: 'already_bought', billedCalls: [] })
    expect(provider.ledger.get(twin)?.zips).toBe(0)
  })

  it('is bought twice in a database without the guard: the control', async () => {
    const id = await queuedJob()
    await step(id)
    const twin = await twinOf(id)
    const { rows } = await pool().query<{ guard: string }>(
      `select pg_get_indexdef('"BilledCall_once_by_machine"'::regclass) as "guard"`,
    )
    await pool().query('drop index "BilledCall_once_by_machine"')
    await step(twin)
    expect(provider.ledger.get(twin)?.zips).toBe(1)
    await db().billedCall.deleteMany({ where: { jobId: twin } })
    await pool().query(rows[0]?.guard ?? '')
  })
})

describe('a database restored to an earlier state', () => {
  /** The job as it was before it was sent, while the provider has its package. */
  async function restored(): Promise<string> {
    const id = await queuedJob()
    await step(id)
    await db().billedCall.deleteMany({ where: { jobId: id } })
    await db().jobEvent.deleteMany({ where: { jobId: id } })
    const before = { state: 'queued', phase: null, smileJobId: null, uploadedAt: null, attempts: 0 } as const
    await db().job.update({ where: { id }, data: before })
    return id
  }

  it('does not send again what the provider has: the job id is known, the status tells, and the ledger is mended', async () => {
    const id = await restored()
    const jobs = provider.ledger.size
    await step(id)
    expect((await readJob(id)).state).toBe('unknown')
    provider.result = '0840'
    await step(id)
    expect(await readJob(id)).toMatchObject({
      state: 'approved',
      billedCalls: [{ outcome: 'taken', operatorId: null }],
    })
    expect(provider.ledger.get(id)).toEqual({ reserved: 1, retried: 0, zips: 1 })
    expect(provider.ledger.size).toBe(jobs)
  })

  it('and sends what the provider had only reserved, once', async () => {
    const id = await restored()
    provider.ledger.set(id, { reserved: 1, retried: 0, zips: 0 })
    for (let steps = 0; steps < 6; steps++) await step(id)
    expect((await readJob(id)).state).toBe('processing')
    expect(provider.ledger.get(id)).toEqual({ reserved: 2, retried: 1, zips: 1 })
  })

  it.each(['blind-resend', 'new-job-id-per-try'] as const)(
    'is sent again by a worker with %s: the control',
    async (variant) => {
      const id = await restored()
      repair = breakWorker(variant)
      const jobs = provider.ledger.size
      await step(id)
      const zips = [...provider.ledger.values()].reduce((sum, entry) => sum + entry.zips, 0)
      const hasTwoPackages = provider.ledger.get(id)?.zips === 2
      expect(hasTwoPackages || provider.ledger.size > jobs).toBe(true)
      expect(zips).toBeGreaterThan(1)
    },
  )
})
