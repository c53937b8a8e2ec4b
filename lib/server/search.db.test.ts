import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeOperator } from '@/scripts/testing/make-job'
import { db } from './db'
import { listEnrollees } from './enrollees'
import { pool } from './pool'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(async () => {
  await pool().end()
  await database.close()
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
