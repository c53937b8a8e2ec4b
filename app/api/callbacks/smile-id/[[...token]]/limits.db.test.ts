import { setTimeout as wait } from 'node:timers/promises'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { CALLBACK_BYTES_MAX } from '@/lib/server/callback-intake'
import { db } from '@/lib/server/db'
import { pool, withConnection } from '@/lib/server/pool'
import { SET_ASIDE_MAX } from '@/lib/server/quarantine'
import { lockWaiters } from '@/scripts/testing/lock-waiters'
import { latestCallback, type ProcessingJob, processingJob } from '@/scripts/testing/processing-job'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'

await scriptedProvider()

let job: ProcessingJob

beforeEach(async () => {
  job = await processingJob()
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
    expect((await job.deliver(' '.repeat(CALLBACK_BYTES_MAX + 1))).status).toBe(413)
    const cut = await job.deliver(chunked(CALLBACK_BYTES_MAX + 1))
    expect(cut.status).toBe(413)
    // Half a body is left on the connection: whatever came after it there would break.
    expect(cut.headers.get('connection')).toBe('close')
  })
  it('whoever announces more is let finish before the answer, so that the connection does not break under it', async () => {
    let left = 3_000_000
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      const part = new Uint8Array(Math.min(left, 65_536))
      left -= part.length
      if (part.length > 0) controller.enqueue(part)
      else controller.close()
    }
    const headers = { 'content-length': String(left) }
    expect((await job.deliver(new ReadableStream({ pull }), { headers })).status).toBe(413)
    expect(left).toBe(0)
  })
  it('a real result padded to exactly 2 MB is taken', async () => {
    const sent = job.body()
    expect((await job.deliver(sent + ' '.repeat(CALLBACK_BYTES_MAX - sent.length))).status).toBe(200)
    expect((await latestCallback()).body.length).toBe(CALLBACK_BYTES_MAX)
  })
  it('only plain application/json is taken', async () => {
    expect((await job.deliver(job.body(), { headers: { 'content-type': 'text/plain' } })).status).toBe(415)
    expect((await job.deliver(job.body(), { headers: { 'content-encoding': 'gzip' } })).status).toBe(415)
    expect(
      (await job.deliver(job.body(), { headers: { 'content-type': 'application/json; charset=utf-8' } })).status,
    ).toBe(200)
  })
})

describe('a flood', () => {
  it('fills no more than its bound, and keeps no more than 64 kB of each', async () => {
    await pool().query(
      `insert into "Callback" ("id", "state", "body", "receivedAt")
       select gen_random_uuid(), 'malformed', '', now() - interval '1 hour' from generate_series(1, $1)`,
      [SET_ASIDE_MAX + 20],
    )
    await job.deliver('x'.repeat(200_000))
    expect(await db().callback.count({ where: { state: 'malformed' } })).toBe(SET_ASIDE_MAX)
    // And the seal's tag.
    expect((await latestCallback()).body.length).toBe(64 * 1024 + 16)
  })
})

describe('a database that does not answer', () => {
  it('has answered in time where it was this process that stood still', async () => {
    await withConnection(async (other) => {
      await other.query('begin')
      await other.query('select from "Job" where "id" = $1 for update', [job.id])
      const answer = job.deliver(job.body())
      await lockWaiters(1)
      const free = other.query('select pg_sleep(0.2); commit')
      await wait(50)
      // From here the next that a turn of the loop does is to look for timers.
      await new Promise(setImmediate)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_900)
      expect((await answer).status).toBe(200)
      await free
    })
  })
  it('is a 503 within two seconds that asks to be tried again', async () => {
    const query = vi.spyOn(pool(), 'query').mockImplementation(() => new Promise(() => {}))
    // By this process's own timer: where it stands still, both are late.
    const response = await Promise.race([job.deliver(job.body()), wait(2_000, 'late' as const)])
    if (response === 'late') throw new Error('no answer within two seconds')
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    query.mockRestore()
  })
})
