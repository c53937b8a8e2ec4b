import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Staff } from '@/lib/domain/permissions'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeJob, makeOperator } from '@/scripts/testing/make-job'
import { db } from './db'
import { seal } from './sealing'
import { viewFrame } from './view-frame'

let database: TestDatabase
let ada: Staff
let jobId: string
const plain = Uint8Array.from([0xff, 0xd8, 1, 2, 3])

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE "Operator", "Enrollee", "Job", "Capture", "AuditEvent" CASCADE`
  ada = await makeOperator('Ada')
  const job = await makeJob({ by: ada.id, userId: 'u-1' })
  jobId = job.id
  const place = { captureId: job.captureId, position: 0 }
  await db().frame.create({ data: { ...place, ...seal(plain, place), width: 480, height: 640 } })
})

const looks = () => db().auditEvent.findMany({ select: { operatorId: true, action: true, detail: true } })

test('who captured a frame sees it, and each look is written down with its reason', async () => {
  expect(await viewFrame(ada, jobId, 0, 'result')).toEqual(plain)
  await viewFrame(ada, jobId, 0, 'person')
  const look = { operatorId: ada.id, action: 'frame.viewed' }
  expect(await looks()).toEqual([
    { ...look, detail: { jobId, position: 0, reason: 'result' } },
    { ...look, detail: { jobId, position: 0, reason: 'person' } },
  ])
})

test('an administrator sees every frame', async () => {
  const admin = await makeOperator('Grace', 'ADMIN')
  expect(await viewFrame(admin, jobId, 0, 'result')).toEqual(plain)
})

test('another operator and a viewer get what an unknown job gives, and no line in the trail', async () => {
  const other = await makeOperator('Bo')
  const viewer = await makeOperator('Vi', 'VIEWER')
  for (const reader of [other, viewer]) expect(await viewFrame(reader, jobId, 0, 'result')).toBeNull()
  expect(await viewFrame(ada, '0199f3c2-7b1e-7c40-9a55-1f0e6c2d9b11', 0, 'result')).toBeNull()
  expect(await looks()).toEqual([])
})

test('a frame that is erased is not there and leaves no line', async () => {
  expect(await viewFrame(ada, jobId, 1, 'result')).toBeNull()
  expect(await looks()).toEqual([])
})
