import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobStates } from '@/lib/domain/job'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeJob, makeOperator } from '@/scripts/testing/make-job'
import { listJobs } from './jobs'
import { readOverview } from './overview'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('"Needs a person" means the same on the first page, in its number and in the list it leads to', async () => {
  const ada = await makeOperator('Ada')
  for (const state of jobStates) await makeJob({ by: ada.id, userId: state, job: { state } })
  const again = await makeJob({ by: ada.id, userId: 'again', job: { state: 'refused' } })
  await makeJob({ by: ada.id, userId: 'again', job: { retryOfId: again.id } })
  await makeJob({ by: ada.id, userId: 'suspected', job: { state: 'approved', reportWaits: true } })
  await makeJob({ by: ada.id, userId: 'disputed', job: { state: 'rejected', conflictWaits: true } })
  const dawn = new Date(Date.now() - 60 * 60_000)
  const { person, all } = await readOverview(ada, dawn)
  const filter = { group: 'person', environment: null, today: false, query: '', before: null } as const
  const { jobs } = await listJobs(ada, filter, dawn)
  expect(person.map(({ state }) => state).sort()).toEqual(['approved', 'failed', 'refused', 'rejected', 'unknown'])
  expect(person.map(({ id }) => id)).toEqual(jobs.map(({ id }) => id))
  expect(all.person).toBe(person.length)
})
