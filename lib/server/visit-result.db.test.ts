import { afterAll, beforeAll, expect, test } from 'vitest'
import { newOperator } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { agreedVisit, newLink, newVisit, visitCapture, visitOf } from '@/scripts/testing/links'
import { plansOf } from '@/scripts/testing/plans'
import { db } from './db'
import { submitVisit } from './enroll-by-visit'
import { isUsedBy, readLinkByToken } from './link-page'
import { readVisit, type VisitResult } from './visit-result'
import { withdraw } from './withdraw'

let database: TestDatabase
let ada: { id: string }
beforeAll(async () => {
  database = await testDatabase()
  ada = await newOperator()
})
afterAll(() => database.close())

test.each<[string, object, VisitResult['outcome']]>([
  ['queued', {}, 'received'],
  ['not known', { state: 'unknown' }, 'received'],
  ['decided by a code nobody knows', { state: 'unknown', resultCode: '7777' }, 'unclear'],
  ['approved', { state: 'approved', resultCode: '0840' }, 'enrolled'],
  ['provisional', { state: 'provisional', resultCode: '0842' }, 'under_review'],
  ['rejected', { state: 'rejected', resultCode: '0841', confidence: 12.5 }, 'try_again'],
  ['refused', { state: 'refused', failureCode: '2209' }, 'try_again'],
  ['refused for want of money', { state: 'refused', failureCode: '402' }, 'under_review'],
  ['refused for our keys', { state: 'refused', failureCode: '2204' }, 'under_review'],
  ['refused by a code nobody knows', { state: 'refused', failureCode: '2299' }, 'under_review'],
  ['failed, which an operator can mend', { state: 'failed', failureCode: 'gave_up' }, 'under_review'],
  ['failed, its frames gone', { state: 'failed', failureCode: 'frames_gone' }, 'try_again'],
])('a job that is %s is told without codes and scores', async (_, data, outcome) => {
  const { token } = await newLink(ada)
  const visit = await agreedVisit(token)
  const done = await submitVisit(visit, await visitCapture(visit.id))
  if (!done.ok) throw new Error(done.code)
  await db().job.update({ where: { id: done.jobId }, data })
  const { result, stage } = await readVisit(await visitOf(visit.cookie))
  expect(stage).toBe('submitted')
  expect(result?.outcome).toBe(outcome)
  expect(result?.reason === null).toBe(outcome !== 'try_again')
  expect(JSON.stringify(result)).not.toMatch(/\d/)
})

test('a link and its visit say which environment they are for, so that a test is called one', async () => {
  const { token, linkId } = await newLink(ada)
  const visit = await agreedVisit(token)
  expect(await readLinkByToken(token)).toMatchObject({ environment: 'SANDBOX' })
  expect(await readVisit(visit)).toMatchObject({ environment: 'SANDBOX' })
  await db().link.update({ where: { id: linkId }, data: { environment: 'PRODUCTION' } })
  expect(await readLinkByToken(token)).toMatchObject({ environment: 'PRODUCTION' })
  expect(await readVisit(visit)).toMatchObject({ environment: 'PRODUCTION' })
})

test('a visit says whom its link is for, masked, and nobody where anybody may come', async () => {
  const one = await agreedVisit((await newLink(ada, { displayName: 'Wanjiru Kamau' })).token)
  expect(await readVisit(one)).toMatchObject({ whom: 'W••• K•••' })
  const open = await agreedVisit((await newLink(ada, { userIdPrefix: 'walk-in-' })).token)
  expect(await readVisit(open)).toMatchObject({ whom: null })
})

test('a used link is known to the browser that used it, and to no other', async () => {
  const { token } = await newLink(ada)
  const visit = await agreedVisit(token)
  expect(isUsedBy(await readLinkByToken(token), visit)).toBe(false)
  expect(await submitVisit(visit, await visitCapture(visit.id))).toMatchObject({ ok: true })
  const used = await readLinkByToken(token)
  expect(used).toMatchObject({ kind: 'dead', reason: 'completed' })
  expect(isUsedBy(used, await visitOf(visit.cookie))).toBe(true)
  await withdraw(visit.receipt)
  expect(isUsedBy(used, await visitOf(visit.cookie)), 'they have withdrawn since').toBe(true)
  expect(isUsedBy(used, null)).toBe(false)
  expect(isUsedBy(used, visit), 'a visit that sent nothing').toBe(false)
  const another = await agreedVisit((await newLink(ada)).token)
  await submitVisit(another, await visitCapture(another.id))
  expect(isUsedBy(used, await visitOf(another.cookie)), 'a visit of another link').toBe(false)
})

const now = new Date()
test.each([
  ['revoked', { revokedAt: now, revokedWhy: 'operator' }],
  ['reissued', { revokedAt: now, revokedWhy: 'reissued' }],
  ['not_me', { revokedAt: now, revokedWhy: 'not_me' }],
  ['completed', { uses: 1 }],
] as const)('a visit whose link is %s meanwhile says so', async (stopped, data) => {
  const { token, linkId } = await newLink(ada)
  const visit = await agreedVisit(token)
  await db().link.update({ where: { id: linkId }, data })
  expect(await readVisit(await visitOf(visit.cookie))).toMatchObject({ stopped, mayTryAgain: false })
})

test('whoever went on from device to device is followed to the last in as many statements as to the next', async () => {
  const { token, linkId } = await newLink(ada)
  const first = await newVisit(token)
  const next = await newVisit(token, true)
  const left = await visitOf(first.cookie)
  const sent = async (stage: string) =>
    (
      await plansOf(async () =>
        expect(await readVisit(left)).toMatchObject({ stage: 'superseded', successor: { stage, result: null } }),
      )
    ).length
  const toTheNext = await sent('claimed')
  // Each of these in place of the one before, and the last has declined.
  await db().$executeRaw`
    WITH hop AS (SELECT n, gen_random_uuid() AS id FROM generate_series(1, 60) AS n), made AS (
      INSERT INTO "Visit" (id, "linkId", "cookieHash", deadline, language, state, "supersededById")
      SELECT hop.id, ${linkId}::uuid, sha256(hop.id::text::bytea), now() + interval '15 minutes', 'en',
             CASE WHEN later.id IS NULL THEN 'declined' ELSE 'superseded' END::"VisitState", later.id
        FROM hop LEFT JOIN hop later ON later.n = hop.n + 1)
    UPDATE "Visit" SET state = 'superseded', "supersededById" = (SELECT id FROM hop WHERE n = 1)
     WHERE id = ${next.id}::uuid`
  expect(await sent('declined')).toBe(toTheNext)
})
