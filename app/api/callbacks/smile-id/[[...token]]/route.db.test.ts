import { beforeEach, describe, expect, it } from 'vitest'
import { latestCallback, type ProcessingJob, processingJob } from '@/scripts/testing/processing-job'
import { step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'

const { provider } = await scriptedProvider()

let job: ProcessingJob

beforeEach(async () => {
  job = await processingJob()
})

describe('an authentic callback', () => {
  it('is kept byte for byte, makes the status be read, and only that read moves the job', async () => {
    const sent = job.body()
    expect((await job.deliver(sent)).status).toBe(200)
    const kept = await latestCallback()
    expect(kept).toMatchObject({ jobId: job.id, state: 'authentic', resultCode: '0840' })
    expect(Buffer.from(kept.body).toString()).toBe(sent)
    expect(await job.read()).toMatchObject({ state: 'processing' })
    expect(await job.isDue()).toBe(true)
    provider.result = '0840'
    await step(job.id)
    const seen = await job.read()
    expect(seen.state).toBe('approved')
    expect(seen.callbacks[0]?.state).toBe('applied')
    expect(seen.events.map(({ kind }) => kind).slice(-3)).toEqual(['callback', 'status_read', 'verdict'])
  })

  it('sent again, signed anew, has no second effect and is counted', async () => {
    const first = new Date().toISOString()
    await job.deliver(job.body({ timestamp: first }))
    await step(job.id)
    const events = (await job.read()).events.length
    await job.rest()
    expect((await job.deliver(job.body({ timestamp: first }))).status).toBe(200)
    expect((await job.deliver(job.body({ timestamp: new Date(Date.now() + 1_000).toISOString() }))).status).toBe(200)
    const seen = await job.read()
    expect(seen.callbacks).toHaveLength(1)
    expect(seen.callbacks[0]?.repeats).toBe(2)
    expect(seen.events).toHaveLength(events)
    expect(await job.isDue()).toBe(false)
  })

  it('signed in the same millisecond as another job’s is no replay, for it came to its own address', async () => {
    const timestamp = new Date().toISOString()
    expect((await job.deliver(job.body({ timestamp }))).status).toBe(200)
    job = await processingJob()
    expect((await job.deliver(job.body({ timestamp }))).status).toBe(200)
    expect(await latestCallback()).toMatchObject({ jobId: job.id, state: 'authentic' })
  })

  it('16 at once with the same content are one', async () => {
    const sent = job.body()
    const answers = await Promise.all(Array.from({ length: 16 }, () => job.deliver(sent)))
    expect(answers.map(({ status }) => status)).toEqual(Array(16).fill(200))
    const seen = await job.read()
    expect(seen.callbacks).toHaveLength(1)
    expect(seen.events.filter(({ kind }) => kind === 'callback')).toHaveLength(1)
  })

  it('at the account-wide address is a hint like any other', async () => {
    expect((await job.deliver(job.body(), { token: null })).status).toBe(200)
    expect(await latestCallback()).toMatchObject({ jobId: job.id, state: 'authentic' })
    expect(await job.isDue()).toBe(true)
  })

  it('with a forged approval approves nothing, and the contradiction stays on record', async () => {
    await job.deliver(job.body({ code: '0840' }))
    await step(job.id)
    expect(await job.read()).toMatchObject({ state: 'processing', callbacks: [{ state: 'authentic' }] })
    provider.result = '0841'
    await step(job.id)
    const seen = await job.read()
    expect(seen).toMatchObject({ state: 'rejected', resultCode: '0841', callbacks: [{ state: 'contradicts' }] })
    expect(seen.events.find(({ kind }) => kind === 'contradiction')?.detail).toEqual({
      callbackCode: '0840',
      statusCode: '0841',
      callbackId: seen.callbacks[0]?.id,
    })
    expect(seen.enrollee.enrolledAt).toBeNull()
  })

  it('with a fraud finding is kept beside the verdict', async () => {
    provider.result = '0840'
    await job.deliver(job.body({ code: '5211', extra: { Actions: undefined, Antifraud: { SuspectUsers: [] } } }))
    await step(job.id)
    expect(await job.read()).toMatchObject({ state: 'approved', callbacks: [{ state: 'kept' }] })
  })

  it('with an older, provisional result is kept when the status has gone beyond it', async () => {
    provider.result = '1240'
    await job.deliver(job.body({ code: '0844' }))
    await step(job.id)
    expect(await job.read()).toMatchObject({ state: 'approved', callbacks: [{ state: 'kept' }] })
  })
})
