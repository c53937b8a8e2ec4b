import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeJob, makeOperator } from '@/scripts/testing/make-job'
import { readSuspects } from './suspects'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const report = (...users: string[]) => ({
  body: JSON.stringify({ Antifraud: { SuspectUsers: users.map((user_id) => ({ user_id, reason: 'same-person' })) } }),
})

test('those whom reports suspect are named once each, with their page where they are known in that environment', async () => {
  const ada = await makeOperator('Ada')
  const { enrolleeId } = await makeJob({ by: ada.id, userId: 'awa', displayName: 'Awa Diop' })
  await makeJob({ by: ada.id, userId: 'fatou', environment: 'PRODUCTION' })
  expect(await readSuspects(ada, 'SANDBOX', [report('fatou', 'awa'), report('awa'), { body: 'no report' }])).toEqual({
    gone: 0,
    named: [
      { userId: 'fatou', displayName: null, enrolleeId: null },
      { userId: 'awa', displayName: 'Awa Diop', enrolleeId },
    ],
  })
  const viewer = await makeOperator('Vera', 'VIEWER')
  expect(await readSuspects(viewer, 'SANDBOX', [report('awa')])).toEqual({ named: [], gone: 0 })
})
