import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeOperator } from '@/scripts/testing/make-job'
import { db } from './db'
import { listEnrollees } from './enrollees'
import { pool, poolTransaction } from './pool'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(async () => {
  await pool().end()
  await database.close()
})

function planOf(query: string): Promise<string> {
  return poolTransaction(async (client) => {
    // In a table of this size reading all of it is cheaper.
    await client.query('set local enable_seqscan = off')
    const { rows } = await client.query(`explain ${query}`)
    return JSON.stringify(rows)
  })
}

test('a search by part of a name or user id can read an index instead of every enrollee', async () => {
  const plan = await planOf(`select "id" from "Enrollee" where "userId" ilike '%mina%' or "displayName" ilike '%mina%'`)
  expect(plan).toContain('Enrollee_userId_displayName_idx')
})

test('a search by Smile ID’s job id reads an index instead of every job', async () => {
  expect(await planOf(`select "id" from "Job" where "smileJobId" = '0000000583'`)).toContain('Job_smileJobId_idx')
})

test('a search by the end of a job’s id reads an index instead of every job', async () => {
  const plan = await planOf(`select "id" from "Job" where right("id"::text, 12) = '93a711b54793' limit 10`)
  expect(plan).toContain('Job_id_tail_idx')
})

test('a search by two words of a name can read an index instead of every enrollee', async () => {
  const word = (text: string) => `("userId" ilike '%${text}%' or "displayName" ilike '%${text}%')`
  const plan = await planOf(`select "id" from "Enrollee" where ${word('kamau')} and ${word('wanjiru')}`)
  expect(plan).toContain('Enrollee_userId_displayName_idx')
})

test('a search by part of anything a link says can read an index instead of every link', async () => {
  const columns = ['label', 'userIdPrefix', 'userId', 'displayName', 'email']
  const plan = await planOf(
    `select "id" from "Link" where ${columns.map((name) => `"${name}" ilike '%mina%'`).join(' or ')}`,
  )
  expect(plan).toContain('Link_search_idx')
})

test('callbacks of one code can be listed by an index, newest first, without reading all that came', async () => {
  const plan = await planOf(
    `select "id" from "Callback" where "resultCode" = '0840' order by "receivedAt" desc, "id" desc limit 51`,
  )
  expect(plan).toContain('Callback_resultCode_receivedAt_id_idx')
  expect(plan).not.toContain('Sort')
})

test('signs that mean something in a pattern are taken literally', async () => {
  const { id } = await makeOperator('Ada')
  await db().enrollee.createMany({
    data: ['50%_off', '50 of 60'].map((userId) => ({ environment: 'SANDBOX', userId })),
  })
  const filter = { environment: null, query: '0%_o', before: null }
  const { enrollees } = await listEnrollees({ id, role: 'OPERATOR' }, filter)
  expect(enrollees).toHaveLength(1)
})
