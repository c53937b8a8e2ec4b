import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { CALLBACK_BYTES_MAX } from '@/lib/server/callbacks'
import { db } from '@/lib/server/db'
import { pool } from '@/lib/server/pool'
import { SET_ASIDE_MAX } from '@/lib/server/quarantine'
import { callbackToken } from '@/lib/server/secrets'
import { type Changes, callbackBody, type Delivery, post } from '@/scripts/testing/callbacks'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { queuedJob, readJob, step } from '@/worker/rig'

const { provider } = await scriptedProvider()
let jobId = ''
let userId = ''

beforeAll(async () => {
  vi.stubEnv('SMILE_ID_PRODUCTION_PARTNER_ID', '100')
  vi.stubEnv('SMILE_ID_PRODUCTION_API_KEY', 'production-key')
})
beforeEach(async () => {
  jobId = await queuedJob()
  await step(jobId)
  userId = (await readJob(jobId)).enrollee.userId
  // As far from the next scheduled read as can be: whatever becomes due now, a callback made due.
  await pool().query(`update "Job" set "nextStepAt" = now() + interval '1 day' where "id" = $1`, [jobId])
})

const body = (changes?: Changes) => callbackBody({ id: jobId, userId }, changes)
const deliver = (content: BodyInit, delivery?: Delivery) => post(content, { token: callbackToken(jobId), ...delivery })

const isDue = async () =>
  ((await readJob(jobId)).nextStepAt?.getTime() ?? Number.POSITIVE_INFINITY) <= Date.now() + 1_000
const latest = () => db().callback.findFirstOrThrow({ orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }] })

describe('an authentic callback', () => {
  it('is kept byte for byte, makes the status be read, and only that read moves the job', async () => {
    const sent = body()
    expect((await deliver(sent)).status).toBe(200)
    const kept = await latest()
    expect(kept).toMatchObject({ jobId, state: 'authentic', resultCode: '0840' })
    expect(Buffer.from(kept.body).toString()).toBe(sent)
    expect(await readJob(jobId)).toMatchObject({ state: 'processing' })
    expect(await isDue()).toBe(true)
    provider.result = '0840'
    await step(jobId)
    const job = await readJob(jobId)
    expect(job.state).toBe('approved')
    expect(job.callbacks[0]?.state).toBe('applied')
    expect(job.events.map(({ kind }) => kind).slice(-3)).toEqual(['callback', 'status_read', 'verdict'])
  })

  it('sent again, signed anew, has no second effect and is counted', async () => {
    const first = new Date().toISOString()
    await deliver(body({ timestamp: first }))
    await step(jobId)
    const events = (await readJob(jobId)).events.length
    await pool().query(`update "Job" set "nextStepAt" = now() + interval '1 day' where "id" = $1`, [jobId])
    expect((await deliver(body({ timestamp: first }))).status).toBe(200)
    expect((await deliver(body({ timestamp: new Date(Date.now() + 1_000).toISOString() }))).status).toBe(200)
    const job = await readJob(jobId)
    expect(job.callbacks).toHaveLength(1)
    expect(job.callbacks[0]?.repeats).toBe(2)
    expect(job.events).toHaveLength(events)
    expect(await isDue()).toBe(false)
  })

  it('signed in the same millisecond as another job’s is no replay, for it came to its own address', async () => {
    const timestamp = new Date().toISOString()
    expect((await deliver(body({ timestamp }))).status).toBe(200)
    jobId = await queuedJob()
    await step(jobId)
    userId = (await readJob(jobId)).enrollee.userId
    expect((await deliver(body({ timestamp }))).status).toBe(200)
    expect(await latest()).toMatchObject({ jobId, state: 'authentic' })
  })

  it('16 at once with the same content are one', async () => {
    const sent = body()
    const answers = await Promise.all(Array.from({ length: 16 }, () => deliver(sent)))
    expect(answers.map(({ status }) => status)).toEqual(Array(16).fill(200))
    const job = await readJob(jobId)
    expect(job.callbacks).toHaveLength(1)
    expect(job.events.filter(({ kind }) => kind === 'callback')).toHaveLength(1)
  })

  it('at the account-wide address is a hint like any other', async () => {
    expect((await deliver(body(), { token: null })).status).toBe(200)
    expect(await latest()).toMatchObject({ jobId, state: 'authentic' })
    expect(await isDue()).toBe(true)
  })

  it('with a forged approval approves nothing, and the contradiction stays on record', async () => {
    await deliver(body({ code: '0840' }))
    await step(jobId)
    expect(await readJob(jobId)).toMatchObject({ state: 'processing', callbacks: [{ state: 'authentic' }] })
    provider.result = '0841'
    await step(jobId)
    const job = await readJob(jobId)
    expect(job).toMatchObject({ state: 'rejected', resultCode: '0841', callbacks: [{ state: 'contradicts' }] })
    expect(job.events.find(({ kind }) => kind === 'contradiction')?.detail).toEqual({
      callbackCode: '0840',
      statusCode: '0841',
    })
    expect(job.enrollee.enrolledAt).toBeNull()
  })

  it('with a fraud finding is kept beside the verdict', async () => {
    provider.result = '0840'
    await deliver(body({ code: '5211', extra: { Actions: undefined, Antifraud: { SuspectUsers: [] } } }))
    await step(jobId)
    expect(await readJob(jobId)).toMatchObject({ state: 'approved', callbacks: [{ state: 'kept' }] })
  })

  it('with an older, provisional result is kept when the status has gone beyond it', async () => {
    provider.result = '1240'
    await deliver(body({ code: '0844' }))
    await step(jobId)
    expect(await readJob(jobId)).toMatchObject({ state: 'approved', callbacks: [{ state: 'kept' }] })
  })
})

describe('a delivery that is not to be trusted is set aside and moves nothing', () => {
  async function refused(status: number, state: string, reason: string, sent: BodyInit, delivery?: Delivery) {
    const before = await readJob(jobId)
    expect((await deliver(sent, delivery)).status).toBe(status)
    expect(await latest()).toMatchObject({ state, reason })
    const after = await readJob(jobId)
    expect(after.state).toBe(before.state)
    expect(after.events).toEqual(before.events)
    return after
  }
  const untouched = async () => expect(await isDue()).toBe(false)

  it('wrongly signed', async () => {
    await refused(401, 'bad_signature', 'bad_signature', body({ apiKey: 'guess' }))
    await untouched()
  })
  it('not signed at all', async () => {
    await refused(401, 'bad_signature', 'bad_signature', JSON.stringify({ ResultCode: '0840' }))
    await untouched()
  })
  it('with a timestamp that is no time', async () => {
    await refused(401, 'bad_signature', 'bad_signature', body({ timestamp: 'now' }))
  })
  it('not JSON', async () => {
    await refused(400, 'malformed', 'not_json', '{"a":')
    await untouched()
  })
  it('nested ten thousand deep', async () => {
    await refused(400, 'malformed', 'too_deep', '['.repeat(10_000) + ']'.repeat(10_000))
  })
  it('to an address nobody was given, however well signed', async () => {
    await refused(404, 'unknown_job', 'unknown_address', body(), { token: callbackToken(randomUUID()) })
    await refused(404, 'unknown_job', 'unknown_address', body(), { token: 'x' })
    await untouched()
  })
  it('about a job that does not exist', async () => {
    await refused(200, 'unknown_job', 'no_such_job', body({ params: { job_id: randomUUID() } }), { token: null })
  })
  it('about another job than the address was made for', async () => {
    const other = await queuedJob()
    await refused(200, 'unknown_job', 'other_job', body({ params: { job_id: other } }))
    await untouched()
  })
  it('about another user, type or provider job than was submitted', async () => {
    await refused(200, 'unknown_job', 'other_user', body({ params: { user_id: 'somebody' } }))
    await refused(200, 'unknown_job', 'other_type', body({ params: { job_type: 2 } }))
    await refused(200, 'unknown_job', 'other_smile_job', body({ extra: { SmileJobID: '0000000009' } }))
    await untouched()
  })
  it('signed for another environment', async () => {
    await refused(200, 'wrong_partner', 'other_environment', body({ apiKey: 'production-key' }))
    await untouched()
  })
  it('an hour old: but the status is read, so nothing is lost by it', async () => {
    await refused(200, 'stale', 'outside_window', body({ timestamp: new Date(Date.now() - 3_600_000).toISOString() }))
    expect(await isDue()).toBe(true)
  })
  it('a signature seen before with another result', async () => {
    const timestamp = new Date().toISOString()
    await deliver(body({ code: '0841', timestamp }))
    await refused(200, 'replayed', 'pair_seen', body({ code: '0840', timestamp }))
  })
  it('a signature seen before for another job, at the address every job shares', async () => {
    const timestamp = new Date().toISOString()
    const other = { jobId: await queuedJob(), sent: body({ timestamp }) }
    await deliver(other.sent)
    await step(other.jobId)
    const { userId: user_id } = (await readJob(other.jobId)).enrollee
    const replayed = body({ timestamp, params: { job_id: other.jobId, user_id } })
    expect((await deliver(replayed, { token: null })).status).toBe(200)
    expect(await latest()).toMatchObject({ state: 'replayed', reason: 'pair_seen' })
  })
  it('with names that mean something to JavaScript', async () => {
    const sent = body().replace('{', '{"__proto__":{"ResultCode":"0840"},"constructor":1,')
    expect((await deliver(sent)).status).toBe(200)
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })
})

describe('before anything is read', () => {
  const chunked = (bytes: number) =>
    new ReadableStream({
      start(controller) {
        for (let left = bytes; left > 0; left -= 65_536)
          controller.enqueue(new Uint8Array(Math.min(left, 65_536)).fill(32))
        controller.close()
      },
    })

  it('one byte more than 2 MB is too large, with or without a length', async () => {
    expect((await deliver(' '.repeat(CALLBACK_BYTES_MAX + 1))).status).toBe(413)
    const cut = await deliver(chunked(CALLBACK_BYTES_MAX + 1))
    expect(cut.status).toBe(413)
    // Half a body is left on the connection: whatever came after it there would break.
    expect(cut.headers.get('connection')).toBe('close')
  })
  it('a real result padded to exactly 2 MB is taken', async () => {
    const sent = body()
    expect((await deliver(sent + ' '.repeat(CALLBACK_BYTES_MAX - sent.length))).status).toBe(200)
    expect((await latest()).body.length).toBe(CALLBACK_BYTES_MAX)
  })
  it('only plain application/json is taken', async () => {
    expect((await deliver(body(), { headers: { 'content-type': 'text/plain' } })).status).toBe(415)
    expect((await deliver(body(), { headers: { 'content-encoding': 'gzip' } })).status).toBe(415)
    expect((await deliver(body(), { headers: { 'content-type': 'application/json; charset=utf-8' } })).status).toBe(200)
  })
})

describe('a flood', () => {
  it('fills no more than its bound, and keeps no more than 64 kB of each', async () => {
    await pool().query(
      `insert into "Callback" ("id", "state", "body", "receivedAt")
       select gen_random_uuid(), 'malformed', '', now() - interval '1 hour' from generate_series(1, $1)`,
      [SET_ASIDE_MAX + 20],
    )
    await deliver('x'.repeat(200_000))
    expect(await db().callback.count({ where: { state: 'malformed' } })).toBe(SET_ASIDE_MAX)
    // And the seal's tag.
    expect((await latest()).body.length).toBe(64 * 1024 + 16)
  })
})

describe('a database that does not answer', () => {
  it('is a 503 within two seconds that asks to be tried again', async () => {
    const query = vi.spyOn(pool(), 'query').mockImplementation(() => new Promise(() => {}))
    const began = performance.now()
    const response = await deliver(body())
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(performance.now() - began).toBeLessThan(2_000)
    query.mockRestore()
  })
})
