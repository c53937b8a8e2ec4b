import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Cursor } from '@/lib/domain/cursor'
import type { Staff } from '@/lib/domain/permissions'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeJob, makeOperator } from '@/scripts/testing/make-job'
import { LOOKED_UP, plansOf } from '@/scripts/testing/plans'
import { readAudit } from './audit-log'
import { keepAuthentic } from './callback-keep'
import { countCallbacks, listCallbackRows } from './callback-list'
import { listEnrollees } from './enrollees'
import { countGroup, listJobs } from './jobs'
import { listLinks } from './links'
import { pool } from './pool'
import { eraseOldFrames } from './wipe-captures'

let database: TestDatabase
let ada: Staff
let jobId = ''
const before: Cursor = { createdAt: new Date('2026-05-12T10:00:00.123Z'), id: '0199f3c2-0000-7000-8000-000000000001' }

beforeAll(async () => {
  database = await testDatabase()
  ada = await makeOperator('Ada', 'ADMIN')
  const job = await makeJob({ by: ada.id, userId: 'mina' })
  jobId = job.id
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

test('counting goes along the index of the list and ends where counting stops: nothing is sorted first', async () => {
  const filter = { ...none, before: null, today: false }
  const plans = await plansOf(async () => {
    await countGroup(ada, filter, new Date(), 'rejected')
    await countCallbacks(ada, { ...none, before: null, code: null, jobId: null, odd: '' })
  })
  const ofOneState = plans.filter(({ text }) => text.includes('"state" IN') && !text.includes('State"),CAST'))
  expect(ofOneState.length).toBeGreaterThan(1)
  for (const { plan } of ofOneState) {
    expect(plan).toMatch(/"Index Name":"(Job_state_createdAt_id_idx|Callback_state_receivedAt_idx)"/)
    expect(plan).not.toContain('"Node Type":"Sort"')
  }
})

test('a search that finds few people finds their jobs by those people, without looking at anybody else’s', async () => {
  const filter = { ...none, query: 'mina', before: null, today: false }
  const plans = await plansOf(async () => {
    await listJobs(ada, filter, new Date())
    await countGroup(ada, filter, new Date(), 'person')
  })
  const ofJobs = plans.filter(({ text }) => /FROM "public"."Job"/.test(text))
  expect(ofJobs.filter(({ text }) => text.includes('"enrolleeId" IN'))).toHaveLength(2)
  for (const { text } of ofJobs) expect(text).not.toContain('ILIKE')
})

const newest = { ...none, before: null }
const searchJobs = (query: string) => listJobs(ada, { ...newest, query, today: false }, new Date())

test.each([
  ['part of a name or user id', 'Enrollee', () => listEnrollees(ada, { ...newest, query: 'mina' })],
  ['part of their person’s name or user id', 'Enrollee', () => searchJobs('mina')],
  ['two words of a name', 'Enrollee', () => listEnrollees(ada, { ...newest, query: 'kamau wanjiru' })],
  ['part of anything a link says', 'Link', () => listLinks(ada, { ...newest, query: 'mina' })],
] as const)('a search by %s can read an index instead of every %s', async (_, table, search) => {
  const found = (await plansOf(search, LOOKED_UP)).filter(({ text }) => text.includes('ILIKE'))
  expect(found).toHaveLength(1)
  const index = { Enrollee: 'Enrollee_userId_displayName_idx', Link: 'Link_search_idx' }[table]
  expect(found[0]?.plan).toContain(`"Index Name":"${index}"`)
})

test.each([
  ['Smile ID’s job id', '0000000583', 'Job_smileJobId_idx'],
  ['the end of a job’s id', '93a711b54793', 'Job_id_tail_idx'],
])('a search by %s (%s) reads an index instead of every job', async (_, query, index) => {
  const [found] = await plansOf(() => searchJobs(query))
  expect(found?.plan).toContain(`"Index Name":"${index}"`)
  expect(found?.plan).toContain(`= '${query}'`)
})

test('callbacks of one code can be listed by an index, newest first, without reading all that came', async () => {
  const plans = await plansOf(() => listCallbackRows(ada, { ...newest, code: '0840', jobId: null, odd: '' }))
  const listed = plans.find(({ text }) => text.includes('FROM "public"."Callback"'))
  expect(listed?.plan).toContain('"Index Name":"Callback_resultCode_receivedAt_id_idx"')
  expect(listed?.plan).toContain(`= '0840'`)
  expect(listed?.plan).not.toContain('"Node Type":"Sort"')
})

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

test('a callback finds its job, and whoever was signed alike before, by their indexes', async () => {
  const callback = {
    ...{ jobId, userId: 'mina', jobType: 4, isFraud: false, timestamp: '2026-05-12T10:00:00.123Z' },
    ...{ contentHash: new Uint8Array(32), pairHash: new Uint8Array(32) },
    result: { code: '0840', text: '', confidence: null, providerJobId: null, actions: {} },
  }
  const delivery = { callback, body: new Uint8Array(2), tokenHash: null, environments: ['SANDBOX' as const] }
  const [kept] = await plansOf(() => keepAuthentic(delivery))
  expect(kept?.plan).toContain('Callback_pairHash_jobId_key')
  expect(kept?.plan).toContain('Job_pkey')
  expect(kept?.plan).not.toContain('Seq Scan')
})
