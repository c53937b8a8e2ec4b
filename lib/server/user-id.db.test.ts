import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { erasedUserId } from '@/lib/domain/erased'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeJob, makeOperator } from '@/scripts/testing/make-job'
import { personToEnroll } from './user-id'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('the form opens for the person of an earlier job or for an enrollee, for those alone who may see people', async () => {
  const ada = await makeOperator('Ada Obi')
  const userId = 'wanjiru@example.org'
  const { id: retryOf, enrolleeId: enrollee } = await makeJob({ by: ada.id, userId, displayName: 'Wanjiru Kamau' })
  const person = { environment: 'SANDBOX', userId, displayName: 'Wanjiru Kamau' }
  expect(await personToEnroll(ada, { retryOf, enrollee: null })).toEqual(person)
  expect(await personToEnroll(ada, { retryOf: null, enrollee })).toEqual(person)
  for (const wanted of [
    { retryOf, enrollee: null },
    { retryOf: null, enrollee },
  ])
    expect(await personToEnroll({ ...ada, role: 'VIEWER' }, wanted)).toBeNull()
  expect(await personToEnroll(ada, { retryOf: enrollee, enrollee: retryOf })).toBeNull()
  expect(await personToEnroll(ada, { retryOf: null, enrollee: null })).toBeNull()
})

test('a user id that Smile ID deleted is not offered again, nor anything of whoever was erased', async () => {
  const ada = await makeOperator('Ada Obi')
  const job = { state: 'refused', failureCode: '2208' } as const
  const deleted = await makeJob({ by: ada.id, userId: 'ke-2208', displayName: 'Amina Yusuf', job })
  const open = { environment: 'SANDBOX', userId: '', displayName: '' }
  expect(await personToEnroll(ada, { retryOf: deleted.id, enrollee: null })).toEqual(open)
  const erased = await makeJob({ by: ada.id, userId: erasedUserId(randomUUID()) })
  expect(await personToEnroll(ada, { retryOf: erased.id, enrollee: null })).toBeNull()
})
