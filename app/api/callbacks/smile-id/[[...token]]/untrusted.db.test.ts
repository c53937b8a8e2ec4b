import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ADDRESS_LAPSES_AFTER_MS } from '@/lib/domain/schedule'
import { db } from '@/lib/server/db'
import { callbackToken } from '@/lib/server/secrets'
import type { Delivery } from '@/scripts/testing/callbacks'
import { latestCallback, type ProcessingJob, processingJob } from '@/scripts/testing/processing-job'
import { queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'

await scriptedProvider()
beforeAll(() => {
  vi.stubEnv('SMILE_ID_PRODUCTION_PARTNER_ID', '100')
  vi.stubEnv('SMILE_ID_PRODUCTION_API_KEY', 'production-key')
})

let job: ProcessingJob

beforeEach(async () => {
  job = await processingJob()
})

describe('a delivery that is not to be trusted is set aside and moves nothing', () => {
  async function refused(status: number, state: string, reason: string, sent: BodyInit, delivery?: Delivery) {
    const before = await job.read()
    expect((await job.deliver(sent, delivery)).status).toBe(status)
    expect(await latestCallback()).toMatchObject({ state, reason })
    const after = await job.read()
    expect(after.state).toBe(before.state)
    expect(after.events).toEqual(before.events)
    return after
  }
  const untouched = async () => expect(await job.isDue()).toBe(false)

  it('wrongly signed', async () => {
    await refused(401, 'bad_signature', 'bad_signature', job.body({ apiKey: 'guess' }))
    await untouched()
  })
  it('not signed at all', async () => {
    await refused(401, 'bad_signature', 'bad_signature', JSON.stringify({ ResultCode: '0840' }))
    await untouched()
  })
  it('with a timestamp that is no time', async () => {
    await refused(401, 'bad_signature', 'bad_signature', job.body({ timestamp: 'now' }))
  })
  it('with a timestamp that has the form of one and is no time', async () => {
    await refused(401, 'bad_signature', 'bad_signature', job.body({ timestamp: '2026-13-01T00:00:00.000Z' }))
    await untouched()
  })
  it('not JSON', async () => {
    await refused(400, 'malformed', 'not_json', '{"a":')
    await untouched()
  })
  it('nested ten thousand deep', async () => {
    await refused(400, 'malformed', 'too_deep', '['.repeat(10_000) + ']'.repeat(10_000))
  })
  it('to an address nobody was given, however well signed', async () => {
    await refused(404, 'unknown_job', 'unknown_address', job.body(), { token: callbackToken(randomUUID()) })
    await refused(404, 'unknown_job', 'unknown_address', job.body(), { token: 'x' })
    await untouched()
  })
  it('to such an address and not signed, apart from what was signed and whose job may yet come', async () => {
    const token = callbackToken(randomUUID())
    await refused(404, 'bad_signature', 'unknown_address', job.body({ apiKey: 'guess' }), { token })
    await refused(404, 'malformed', 'unknown_address', '{"a":', { token })
    await untouched()
  })
  it('to an address whose job ended 90 days ago, answered as a wrong one is, whoever signed it', async () => {
    const { id } = job
    const ended = (ms: number) => db().job.update({ where: { id }, data: { finishedAt: new Date(Date.now() - ms) } })
    await ended(ADDRESS_LAPSES_AFTER_MS + 60_000)
    await refused(404, 'unknown_job', 'lapsed_address', job.body())
    await refused(404, 'unknown_job', 'lapsed_address', job.body({ apiKey: 'guess' }))
    expect(await latestCallback()).toMatchObject({ jobId: id, keyId: expect.any(String) })
    const report = { code: '5211', extra: { Actions: undefined } }
    await refused(404, 'unknown_job', 'lapsed_address', job.body(report))
    await untouched()
    // A minute before that it still counts, and so does what comes to the address every job shares.
    expect((await job.deliver(job.body(), { token: null })).status).toBe(200)
    expect(await latestCallback()).toMatchObject({ state: 'authentic' })
    await ended(ADDRESS_LAPSES_AFTER_MS - 60_000)
    expect((await job.deliver(job.body(report))).status).toBe(200)
    expect(await latestCallback()).toMatchObject({ state: 'authentic', resultCode: '5211' })
  })
  it('about a job that does not exist', async () => {
    await refused(200, 'unknown_job', 'no_such_job', job.body({ params: { job_id: randomUUID() } }), { token: null })
  })
  it('about another job than the address was made for', async () => {
    const other = await queuedJob()
    await refused(200, 'unknown_job', 'other_job', job.body({ params: { job_id: other } }))
    await untouched()
  })
  it('about another user, type or provider job than was submitted', async () => {
    await refused(200, 'unknown_job', 'other_user', job.body({ params: { user_id: 'somebody' } }))
    await refused(200, 'unknown_job', 'other_type', job.body({ params: { job_type: 2 } }))
    await refused(200, 'unknown_job', 'other_smile_job', job.body({ extra: { SmileJobID: '0000000009' } }))
    await untouched()
  })
  it('signed for another environment', async () => {
    await refused(200, 'wrong_partner', 'other_environment', job.body({ apiKey: 'production-key' }))
    await untouched()
  })
  it('an hour old: but the status is read, so nothing is lost by it', async () => {
    await refused(
      200,
      'stale',
      'outside_window',
      job.body({ timestamp: new Date(Date.now() - 3_600_000).toISOString() }),
    )
    expect(await job.isDue()).toBe(true)
  })
  it('a signature seen before with another result', async () => {
    const timestamp = new Date().toISOString()
    await job.deliver(job.body({ code: '0841', timestamp }))
    await refused(200, 'replayed', 'pair_seen', job.body({ code: '0840', timestamp }))
  })
  it('a signature seen before for another job, at the address every job shares', async () => {
    const timestamp = new Date().toISOString()
    const other = { jobId: await queuedJob(), sent: job.body({ timestamp }) }
    await job.deliver(other.sent)
    await step(other.jobId)
    const { userId: user_id } = (await readJob(other.jobId)).enrollee
    const replayed = job.body({ timestamp, params: { job_id: other.jobId, user_id } })
    expect((await job.deliver(replayed, { token: null })).status).toBe(200)
    expect(await latestCallback()).toMatchObject({ state: 'replayed', reason: 'pair_seen' })
  })
  it('with names that mean something to JavaScript', async () => {
    const sent = job.body().replace('{', '{"__proto__":{"ResultCode":"0840"},"constructor":1,')
    expect((await job.deliver(sent)).status).toBe(200)
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })
})
