import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { receiveCallback } from '@/lib/server/callback-intake'
import { db } from '@/lib/server/db'
import { pool } from '@/lib/server/pool'
import { SET_ASIDE_BYTES_MAX, wipeSetAside } from '@/lib/server/quarantine'
import { rematch } from '@/lib/server/rematch'
import { open, seal } from '@/lib/server/sealing'
import { callbackToken, hashToken } from '@/lib/server/secrets'
import { callbackBody, post, postTo } from '@/scripts/testing/callbacks'
import { testDatabase } from '@/scripts/testing/database'
import { closeRig, queuedJob, readJob } from '@/scripts/testing/rig'

const PREVIOUS = 'the key before'
let close = async () => {}

beforeAll(async () => {
  close = (await testDatabase()).close
  vi.stubEnv('SMILE_ID_SANDBOX_PREVIOUS_API_KEY', PREVIOUS)
})
afterAll(async () => {
  await closeRig()
  await close()
})

const userOf = async (id: string) => (await readJob(id)).enrollee.userId
const setAside = () => db().callback.findFirstOrThrow({ orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }] })

/** The row of a job that is not there yet, of the same person as this one. */
async function likeJob(copied: string, id: string) {
  const { enrolleeId, captureId, createdById } = await db().job.findUniqueOrThrow({ where: { id: copied } })
  const own = { id, formKey: randomUUID(), formHash: new Uint8Array(32), callbackHash: hashToken(callbackToken(id)) }
  const shared = { environment: 'SANDBOX', enrolleeId, captureId, createdById, type: 4 } as const
  return { ...shared, ...own, state: 'processing', uploadedAt: new Date(), nextStepAt: null } as const
}

type Inbox = (token: string | null, body: Uint8Array<ArrayBuffer>) => Promise<number>

/** A callback that comes while the transaction which makes its job is still open. What the job knows after the rounds. */
async function early(inbox: Inbox, byToken: boolean) {
  const copied = await queuedJob()
  const userId = await userOf(copied)
  const id = randomUUID()
  const bytes = Uint8Array.from(Buffer.from(callbackBody({ id, userId })))
  const data = await likeJob(copied, id)
  const status = await db().$transaction(async (tx) => {
    await tx.job.create({ data })
    return inbox(byToken ? callbackToken(id) : null, bytes)
  })
  await rematch()
  const { callbacks, nextStepAt } = await readJob(id)
  return { id, status, callbacks, isDue: nextStepAt !== null && nextStepAt.getTime() <= Date.now() + 1_000 }
}

it('a callback that overtakes the commit of its job is kept and taken in again when the job is there', async () => {
  const byAddress = await early(receiveCallback, true)
  expect(byAddress).toMatchObject({ status: 404, callbacks: [{ state: 'authentic', resultCode: '0840' }], isDue: true })
  const byName = await early(receiveCallback, false)
  expect(byName).toMatchObject({ status: 200, callbacks: [{ state: 'authentic' }], isDue: true })
  expect(await rematch()).toBe(0)
})

it('a callback whose job is committed between the two looks at it is kept for what it is, and not as a replay', async () => {
  const copied = await queuedJob()
  const id = randomUUID()
  const data = await likeJob(copied, id)
  const body = Uint8Array.from(Buffer.from(callbackBody({ id, userId: await userOf(copied) })))
  // The first look finds no job; before the second one it is there.
  const look = vi.spyOn(pool(), 'query').mockImplementationOnce(async () => {
    await db().job.create({ data })
    return { rows: [] }
  })
  expect(await receiveCallback(callbackToken(id), body)).toBe(200)
  look.mockRestore()
  expect((await readJob(id)).callbacks).toMatchObject([{ state: 'authentic', resultCode: '0840', reason: null }])
})

it('one that does not open any more keeps none of the others from being taken in again', async () => {
  const losing: Inbox = async (token, body) => {
    const status = await receiveCallback(token, body)
    await db().callback.update({ where: { id: (await setAside()).id }, data: { keyId: 'taken away' } })
    return status
  }
  expect(await early(losing, true)).toMatchObject({ callbacks: [] })
  expect(await early(receiveCallback, true)).toMatchObject({ callbacks: [{ state: 'authentic' }] })
  await db().callback.deleteMany({ where: { keyId: 'taken away' } })
})

/** Sealed bodies that came first and do not open: more than one look takes in, for jobs that are there. */
async function unreadable(count: number, keyId: string) {
  const jobId = await queuedJob()
  const { callbackHash: addressHash } = await readJob(jobId)
  const sealed = { body: new Uint8Array(40), nonce: new Uint8Array(12), wrappedKey: new Uint8Array(60), keyId }
  const early = { ...sealed, state: 'unknown_job', addressHash, receivedAt: new Date(Date.now() - 60_000) } as const
  await db().callback.createMany({ data: Array(count).fill(early) })
}

it('nor do any number of them, whether their key was taken away or their bytes were changed', async () => {
  const { keyId } = seal(new Uint8Array(1), { callbackId: randomUUID() })
  await unreadable(45, keyId)
  await unreadable(45, 'taken away')
  expect(await early(receiveCallback, true)).toMatchObject({ callbacks: [{ state: 'authentic' }] })
  expect(await db().callback.count({ where: { state: 'unknown_job', jobId: null } })).toBe(90)
  await db().callback.deleteMany({ where: { keyId: { in: [keyId, 'taken away'] }, body: new Uint8Array(40) } })
})

it('an inbox that drops what it does not know would be noticed', async () => {
  const dropping: Inbox = async () => 404
  expect(await early(dropping, true)).toMatchObject({ callbacks: [], isDue: false })
})

it('what is taken in again is held against its own arrival: what was old then is old', async () => {
  const late: Inbox = async (token, body) => {
    const status = await receiveCallback(token, body)
    const receivedAt = new Date(Date.now() + 3_600_000)
    await db().callback.update({ where: { id: (await setAside()).id }, data: { receivedAt } })
    return status
  }
  expect(await early(late, true)).toMatchObject({ callbacks: [{ state: 'stale' }], isDue: true })
})

/** Bodies that all carry one signature, each about a job that nobody made. */
async function invented(times: number, { timestamp, byToken }: { timestamp: string; byToken: boolean }) {
  const answers: number[] = []
  for (let nth = 0; nth < times; nth += 1) {
    const body = callbackBody(
      { id: randomUUID(), userId: 'nobody' },
      { timestamp, code: '5211', extra: { Actions: undefined } },
    )
    answers.push((await post(body, { token: byToken ? callbackToken(randomUUID()) : null })).status)
  }
  return answers
}

const ago = (ms: number) => new Date(Date.now() - ms).toISOString()

it.each([true, false])(
  'a signature from long ago pushes out nothing that waits for its job (by token: %s)',
  async (byToken) => {
    await db().callback.deleteMany()
    await invented(3, { timestamp: ago(400 * 24 * 3_600_000), byToken })
    const kept = await db().callback.findMany({ select: { state: true, reason: true } })
    expect(kept).toEqual(Array(3).fill({ state: 'stale', reason: byToken ? 'unknown_address' : 'no_such_job' }))
    await db().callback.deleteMany()
  },
)

it.each([true, false])(
  'nor does a fresh one, however many bodies come with it: 429 (by token: %s)',
  async (byToken) => {
    await db().callback.deleteMany()
    const answers = await invented(20, { timestamp: ago(byToken ? 1_000 : 2_000), byToken })
    expect(answers).toEqual([...Array(16).fill(byToken ? 404 : 200), ...Array(4).fill(429)])
    expect(await db().callback.count()).toBe(16)
    // Whatever is signed anew still waits for its job.
    expect(await early(receiveCallback, byToken)).toMatchObject({ callbacks: [{ state: 'authentic' }] })
    await db().callback.deleteMany()
  },
)

it('a signature that came too often for nobody still counts for a job that is there', async () => {
  const timestamp = ago(3_000)
  await invented(17, { timestamp, byToken: false })
  const id = await queuedJob()
  expect((await postTo(id, callbackBody({ id, userId: await userOf(id) }, { timestamp }))).status).toBe(200)
  expect((await readJob(id)).callbacks).toMatchObject([{ state: 'authentic' }])
  await db().callback.deleteMany()
})

it('a set-aside body is sealed: the database holds no word of it, and it opens only in its own place', async () => {
  const marker = `marker-${randomUUID()}`
  await post(JSON.stringify({ marker }))
  const { id, body, nonce, wrappedKey, keyId } = await setAside()
  expect(Buffer.from(body).includes(marker)).toBe(false)
  if (!nonce || !wrappedKey || !keyId) throw new Error('not sealed')
  const kept = { sealed: body, nonce, wrappedKey, keyId }
  expect(Buffer.from(open({ ...kept, callbackId: id })).toString()).toContain(marker)
  expect(() => open({ ...kept, callbackId: randomUUID() })).toThrow()
})

it('what is set aside is bounded in bytes: the oldest goes first', async () => {
  await db().callback.deleteMany()
  const half = SET_ASIDE_BYTES_MAX / 2
  for (const hoursAgo of [3, 2, 1])
    await pool().query(
      `insert into "Callback" ("id", "state", "body", "receivedAt")
       values (gen_random_uuid(), 'bad_signature', convert_to(repeat('x', $1), 'UTF8'), now() - $2 * interval '1 hour')`,
      [half - 1_000, hoursAgo],
    )
  await post('{}')
  const { rows } = await pool().query('select sum(octet_length("body"))::int as bytes, count(*)::int from "Callback"')
  expect(rows).toEqual([{ bytes: expect.any(Number), count: 3 }])
  expect(rows[0].bytes).toBeLessThanOrEqual(SET_ASIDE_BYTES_MAX)
  await db().callback.deleteMany()
})

it('what was set aside is erased after 30 days; what belongs to a job stays', async () => {
  const jobId = await queuedJob()
  const receivedAt = new Date(Date.now() - 31 * 24 * 3_600_000)
  const body = new Uint8Array(1)
  await db().callback.createMany({
    data: [
      { body, receivedAt, state: 'malformed' },
      { body, receivedAt, state: 'applied', jobId },
      { body, state: 'malformed' },
    ],
  })
  expect(await wipeSetAside()).toBe(1)
  expect(await db().callback.count({ where: { state: 'applied' } })).toBe(1)
})

it('while a key is being replaced the signatures of both count, and those of a third do not', async () => {
  const id = await queuedJob()
  const userId = await userOf(id)
  expect((await postTo(id, callbackBody({ id, userId }, { apiKey: PREVIOUS }))).status).toBe(200)
  expect((await postTo(id, callbackBody({ id, userId }, { code: '0844' }))).status).toBe(200)
  expect((await postTo(id, callbackBody({ id, userId }, { code: '0841', apiKey: 'another' }))).status).toBe(401)
  expect((await readJob(id)).callbacks.map(({ state }) => state)).toEqual(['authentic', 'authentic', 'bad_signature'])
})
