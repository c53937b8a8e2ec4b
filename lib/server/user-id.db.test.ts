import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { db } from './db'
import { knownName } from './user-id'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('a form that opens with a user id opens with its name, for those alone who may see people', async () => {
  await db().enrollee.create({ data: { environment: 'SANDBOX', userId: 'ke-1', displayName: 'Wanjiru Kamau' } })
  const operator = { id: 'an operator', role: 'OPERATOR' } as const
  expect(await knownName(operator, 'SANDBOX', 'ke-1')).toBe('Wanjiru Kamau')
  expect(await knownName({ ...operator, role: 'VIEWER' }, 'SANDBOX', 'ke-1')).toBe('')
  expect(await knownName(operator, 'PRODUCTION', 'ke-1')).toBe('')
  expect(await knownName(operator, 'SANDBOX', '')).toBe('')
})
