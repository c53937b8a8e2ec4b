import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { newLink } from '@/scripts/testing/links'
import { makeJob, makeOperator } from '@/scripts/testing/make-job'
import { readFirstSteps } from './first-steps'
import { saveOrganisation } from './organisation'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('a first step is done when what it asks for is there, and not before', async () => {
  const [ada, boss] = [await makeOperator('Ada'), await makeOperator('Boss', 'ADMIN')]
  const done = async (reader: typeof ada) =>
    (await readFirstSteps(reader)).filter(({ isDone }) => isDone).map(({ step }) => step)
  expect(await done(boss)).toEqual([])

  const link = await newLink(boss)
  await makeJob({ by: boss.id, userId: 'from-a-phone', job: { linkId: link.linkId } })
  expect(await done(boss), 'a job by link is no job of the desk').toEqual(['link'])
  expect(await done(ada), 'somebody else’s link').toEqual([])

  await makeJob({ by: boss.id, userId: 'at-the-desk' })
  const organisation = { name: 'Lagos Savings', privacyUrl: null, contact: '', retentionDays: 30 }
  await saveOrganisation(boss, organisation, ['name'])
  expect(await done(boss)).toEqual(['organisation', 'desk', 'link'])
  expect(await done(ada), 'what somebody else did').toEqual([])

  await makeJob({ by: ada.id, userId: 'at-her-desk' })
  expect(await done(ada)).toEqual(['desk'])
  await newLink(ada)
  expect(await done(ada)).toEqual(['desk', 'link'])
})
