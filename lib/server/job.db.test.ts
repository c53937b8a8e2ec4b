import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { JobEventDetail } from '@/lib/domain/job-event'
import type { Staff } from '@/lib/domain/permissions'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeJob, makeOperator } from '@/scripts/testing/make-job'
import { db } from './db'
import { readEnrollee } from './enrollees'
import { READS_SHOWN, readJob } from './job'
import { LISTED_MAX, listCallbacks, SHOWN_BYTES_MAX } from './job-callbacks'
import { readOverview } from './overview'

let database: TestDatabase
let ada: Staff
let jobId: string
let enrolleeId: string

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE "Operator", "Enrollee", "Job", "Capture", "Callback" CASCADE`
  ada = await makeOperator('Ada Obi')
  const made = await makeJob({
    by: ada.id,
    userId: 'ng-118102',
    displayName: 'Amina Yusuf',
    job: {
      confidence: 99.2,
      reason: 'Amina asked',
      latitude: 6.4541,
      longitude: 3.3947,
      partnerParams: { branch: 'Yaba' },
    },
  })
  jobId = made.id
  enrolleeId = made.enrolleeId
  await db().callback.create({
    data: { jobId, state: 'authentic', body: Uint8Array.from(Buffer.from('{"ResultCode":"0840"}')) },
  })
})

test('an operator reads the whole of a job', async () => {
  expect(await readJob(ada, jobId)).toMatchObject({
    person: { userId: 'ng-118102', displayName: 'Amina Yusuf' },
    confidence: 99.2,
    reason: 'Amina asked',
    location: { latitude: 6.4541, longitude: 3.3947 },
    partnerParams: { branch: 'Yaba' },
    by: 'Ada Obi',
  })
})

const someId = '0199f3c2-7b1e-7c40-9a55-1f0e6c2d9b11'

/** One line of every kind, with something personal wherever a line can have it. */
const told: JobEventDetail = {
  captured: { frames: 8, source: 'link', guidance: { how: 'guided', cue: 'turn', faces: 1, why: null } },
  queued: {
    device: 'Chrome',
    allowReEnroll: true,
    useEnrolledImage: false,
    reason: 'Amina asked',
    link: 'Yusuf at Yaba',
  },
  sending: { phase: 'uploading', worker: 'vm 5397', attempt: 1 },
  uploaded: { smileJobId: '0000056574', ms: 212 },
  put_off: { cause: 'unavailable', at: '2026-05-12T11:36:00.000Z', attempt: 2 },
  unsure: { cause: 'lost' },
  refused: { code: '2209', text: 'ng-118102 is enrolled' },
  callback: { callbackId: someId, code: '0840', state: 'authentic' },
  status_read: { outcome: 'result', code: '0840', trigger: 'callback' },
  verdict: { state: 'approved', code: '0840', text: 'Amina Yusuf', confidence: 99.2, revision: 0 },
  contradiction: { callbackCode: '0840', statusCode: '0841', callbackId: someId },
  failed: { code: 'gave_up' },
  sent_again: { jobId: someId },
  applied_again: { callbackId: someId },
  report_settled: { callbackId: someId, code: '5211' },
  conflict_settled: { eventId: someId },
  redriven: {},
  hastened: { step: 'try' },
  withdrawn: {},
  erased: {},
}

test('a viewer reads of a job, its history, an enrollee and the overview nothing that names or locates anybody, and no score', async () => {
  const viewer = await makeOperator('Vi', 'VIEWER')
  const lines = Object.entries(told).map(([kind, detail]) => ({ jobId, kind, detail }))
  await db().jobEvent.createMany({ data: lines })
  const job = await readJob(viewer, jobId)
  expect(job?.events).toHaveLength(lines.length)
  const seen = [job, await readEnrollee(viewer, enrolleeId), await readOverview(viewer, new Date(0))]
  expect(seen.every(Boolean)).toBe(true)
  expect(JSON.stringify(seen)).not.toMatch(/Amina|Yusuf|ng-118|99\.2|6\.4541|3\.3947|Yaba/)
})

test('history is newest first, with names, and leaves out what this version cannot read', async () => {
  const at = (ms: number) => new Date(1_778_585_527_000 + ms)
  const detail = { device: 'Chrome', allowReEnroll: false, useEnrolledImage: false, reason: null }
  await db().jobEvent.createMany({
    data: [
      { jobId, at: at(1), kind: 'queued', operatorId: ada.id, detail },
      { jobId, at: at(3), kind: 'failed', detail: { code: 'gave_up' } },
      { jobId, at: at(2), kind: 'from_the_future', detail: {} },
    ],
  })
  const events = (await readJob(ada, jobId))?.events.map(({ kind, by }) => [kind, by])
  expect(events).toEqual([
    ['failed', null],
    ['queued', 'Ada Obi'],
  ])
})

test('of very many looks at the status only the newest are shown, and every other line of the history', async () => {
  const at = (ms: number) => new Date(1_778_585_527_000 + ms)
  const detail = { outcome: 'result', code: '0840', trigger: 'callback' }
  const reads = Array.from({ length: READS_SHOWN }, (_, read) => ({ jobId, at: at(read), kind: 'status_read', detail }))
  await db().jobEvent.createMany({
    data: [{ jobId, at: at(-1_000), kind: 'failed', detail: { code: 'gave_up' } }, ...reads],
  })
  expect(await readJob(ada, jobId)).toMatchObject({ hasOlderReads: false })
  await db().jobEvent.create({ data: { jobId, at: at(READS_SHOWN), kind: 'status_read', detail } })
  const job = await readJob(ada, jobId)
  expect(job?.hasOlderReads).toBe(true)
  expect(job?.events).toHaveLength(READS_SHOWN + 1)
  expect(job?.events[0]?.at).toEqual(at(READS_SHOWN))
  expect(job?.events.at(-1)?.kind).toBe('failed')
})

test('the label of a link is read in the history by those who may open the link', async () => {
  await db().jobEvent.create({ data: { jobId, kind: 'queued', detail: told.queued } })
  const labelFor = async (reader: Staff) => {
    const [event] = (await readJob(reader, jobId))?.events ?? []
    return event?.kind === 'queued' ? event.detail.link : undefined
  }
  expect(await labelFor(ada)).toBe('Yusuf at Yaba')
  expect(await labelFor(await makeOperator('Grace', 'ADMIN'))).toBe('Yusuf at Yaba')
  expect(await labelFor(await makeOperator('Bo'))).toBe('')
})

test('an enrollee’s jobs come a page at a time, each once', async () => {
  const ids = [jobId]
  for (let made = 0; made < 60; made += 1) ids.push((await makeJob({ by: ada.id, userId: 'ng-118102' })).id)
  const newest = await readEnrollee(ada, enrolleeId)
  const rest = await readEnrollee(ada, enrolleeId, newest?.older)
  const read = [newest, rest].flatMap((page) => page?.jobs.map(({ id }) => id) ?? [])
  expect(read.sort()).toEqual(ids.sort())
  expect([newest?.jobs.length, newest?.jobCount, rest?.older]).toEqual([50, 61, null])
})

test('callbacks are for who made the job and for administrators', async () => {
  const [callback] = (await listCallbacks(ada, jobId)).newest
  expect(callback).toMatchObject({ raw: '{"ResultCode":"0840"}', pretty: '{\n  "ResultCode": "0840"\n}' })
  expect((await listCallbacks(await makeOperator('Grace', 'ADMIN'), jobId)).newest).toHaveLength(1)
  expect(await listCallbacks(await makeOperator('Bo'), jobId)).toEqual({ newest: [], older: 0 })
  expect(await listCallbacks(await makeOperator('Vi', 'VIEWER'), jobId)).toEqual({ newest: [], older: 0 })
})

test('a callback that is no JSON is shown as it came', async () => {
  await db().callback.updateMany({ data: { body: Uint8Array.from([0x3c, 0xff, 0x3e]) } })
  expect((await listCallbacks(ada, jobId)).newest).toMatchObject([{ raw: '<\ufffd>', pretty: null }])
})

test('of very many and very long callbacks a page gets the newest, cut, and the count of the others', async () => {
  const body = new Uint8Array(1 + 2 * SHOWN_BYTES_MAX).fill(0x61)
  // The cut goes through the middle of this letter.
  body.set(new TextEncoder().encode('é'), SHOWN_BYTES_MAX - 1)
  const receivedAt = new Date(Date.now() + 1_000)
  await db().callback.createMany({
    data: Array.from({ length: LISTED_MAX + 2 }, () => ({ jobId, state: 'authentic' as const, body, receivedAt })),
  })
  const { newest, older } = await listCallbacks(ada, jobId)
  expect([newest.length, older]).toEqual([LISTED_MAX, 3])
  expect(new Set(newest.map(({ raw }) => raw))).toEqual(new Set(['a'.repeat(SHOWN_BYTES_MAX - 1)]))
  expect(newest[0]).toMatchObject({ bytes: body.length, shown: SHOWN_BYTES_MAX, pretty: null })
})

test.each(['', 'nonsense', "' or 1=1", someId])('%j is nobody and no job', async (id) => {
  expect(await readJob(ada, id)).toBeNull()
  expect(await readEnrollee(ada, id)).toBeNull()
})
