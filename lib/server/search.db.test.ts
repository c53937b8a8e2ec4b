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

test('a search by part of a name or user id can read an index instead of every enrollee', async () => {
  const plan = await poolTransaction(async (client) => {
    // In a table of this size reading all of it is cheaper.
    await client.query('set local enable_seqscan = off')
    const { rows } = await client.query(
      `explain select "id" from "Enrollee" where "userId" ilike '%mina%' or "displayName" ilike '%mina%'`,
    )
    return JSON.stringify(rows)
  })
  expect(plan).toContain('Enrollee_userId_displayName_idx')
})

test('a search by Smile ID’s job id reads an index instead of every job', async () => {
  const plan = await poolTransaction(async (client) => {
    await client.query('set local enable_seqscan = off')
    const { rows } = await client.query(`explain select "id" from "Job" where "smileJobId" = '0000000583'`)
    return JSON.stringify(rows)
  })
  expect(plan).toContain('Job_smileJobId_idx')
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
