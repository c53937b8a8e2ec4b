import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cursor } from '@/lib/domain/cursor'
import type { Staff } from '@/lib/domain/permissions'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeJob, makeOperator } from '@/scripts/testing/make-job'
import { plansOf } from '@/scripts/testing/plans'
import { readAudit } from './audit-log'
import { listCallbackRows } from './callback-list'
import { listEnrollees } from './enrollees'
import { listJobs } from './jobs'
import { listLinks } from './links'
import { pool } from './pool'
import { eraseOldFrames } from './wipe-captures'

let database: TestDatabase
let ada: Staff
const before: Cursor = { createdAt: new Date('2026-05-12T10:00:00.123Z'), id: '0199f3c2-0000-7000-8000-000000000001' }

beforeAll(async () => {
  database = await testDatabase()
  ada = await makeOperator('Ada', 'ADMIN')
  await makeJob({ by: ada.id, userId: 'mina' })
})
afterAll(async () => {
  await pool().end()
  await database.close()
})

const none = { group: null, environment: null, query: '', before }
const lists = {
  Job: () => listJobs(ada, { ...none, today: false }, new Date()),
  Enrollee: () => listEnrollees(ada, none),
  Link: () => listLinks(ada, none),
  Callback: () => listCallbackRows(ada, { ...none, code: null, jobId: null, odd: '' }),
  AuditEvent: () => readAudit(ada, { action: null, by: null, day: null, before }, 'UTC'),
}

test.each(Object.entries(lists))(
  'a page far down the list of each %s begins at its cursor: nothing newer is read',
  async (table, list) => {
    const plans = await plansOf(list)
    const listed = plans.find(({ text }) => text.includes(`FROM "public"."${table}"`) && /ORDER BY/.test(text))
    expect(listed?.plan).toMatch(/"Index Cond":"\(\\?"?(createdAt|receivedAt|at)\\?"? <= /)
  },
)

test('the list of enrollees counts the jobs of those it shows, and reads no others', async () => {
  const plans = await plansOf(() => listEnrollees(ada, { ...none, before: null }))
  const ofJobs = plans.filter(({ text }) => text.includes('"Job"'))
  expect(ofJobs.length).toBeGreaterThan(0)
  // Where there is nobody to ask about, nothing is read at all.
  for (const { plan } of ofJobs) expect(plan).toMatch(/Index Cond|One-Time Filter/)
})

test('pictures whose days are over are found by their own age, whatever was ever sent', async () => {
  const [found] = await plansOf(eraseOldFrames)
  expect(found?.plan).toContain('Frame_createdAt_idx')
})
