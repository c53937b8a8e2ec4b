import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeJob, makeOperator } from '@/scripts/testing/make-job'
import { db } from './db'
import { readEnrollee } from './enrollees'
import { readJob } from './job'
import { listCallbacks } from './job-callbacks'
import type { Reader } from './jobs'
import { readOverview } from './overview'

let database: TestDatabase
let ada: Reader
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
  await db().callback.create({ data: { jobId, body: Uint8Array.from(Buffer.from('{"ResultCode":"0840"}')) } })
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

test('a viewer reads of a job, an enrollee and the overview nothing that names or locates anybody, and no score', async () => {
  const viewer = await makeOperator('Vi', 'VIEWER')
  const seen = [
    await readJob(viewer, jobId),
    await readEnrollee(viewer, enrolleeId),
    await readOverview(viewer, new Date(0)),
  ]
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

test('callbacks are for who made the job and for administrators', async () => {
  const [callback] = await listCallbacks(ada, jobId)
  expect(callback).toMatchObject({ raw: '{"ResultCode":"0840"}', pretty: '{\n  "ResultCode": "0840"\n}' })
  expect(await listCallbacks(await makeOperator('Grace', 'ADMIN'), jobId)).toHaveLength(1)
  expect(await listCallbacks(await makeOperator('Bo'), jobId)).toEqual([])
  expect(await listCallbacks(await makeOperator('Vi', 'VIEWER'), jobId)).toEqual([])
})

test('a callback that is no JSON is shown as it came', async () => {
  await db().callback.updateMany({ data: { body: Uint8Array.from([0x3c, 0xff, 0x3e]) } })
  expect(await listCallbacks(ada, jobId)).toMatchObject([{ raw: '<\ufffd>', pretty: null }])
})

test.each(['', 'nonsense', "' or 1=1", '0199f3c2-7b1e-7c40-9a55-1f0e6c2d9b11'])(
  '%j is nobody and no job',
  async (id) => {
    expect(await readJob(ada, id)).toBeNull()
    expect(await readEnrollee(ada, id)).toBeNull()
  },
)
