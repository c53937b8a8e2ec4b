import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { framePositions } from '@/lib/domain/frame'
import { code, framePicture, newOperator } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { agreedVisit, newLink, visitCapture } from '@/scripts/testing/links'
import { db } from './db'
import { submitVisit } from './enroll-by-visit'
import { storeFrame } from './frames'
import { wipeUnusedCaptures } from './wipe-captures'

let database: TestDatabase
let ada: { id: string }
beforeAll(async () => {
  database = await testDatabase()
  ada = await newOperator()
})
afterAll(() => database.close())

const usesOf = async (linkId: string) => (await db().link.findUniqueOrThrow({ where: { id: linkId } })).uses
const jobsOf = (linkId: string) => db().job.count({ where: { linkId } })

/** A person who has agreed and holds a whole capture. */
async function ready(...given: Parameters<typeof newLink> extends [unknown, ...infer Rest] ? Rest : never) {
  const { token, linkId } = await newLink(ada, ...given)
  const visit = await agreedVisit(token)
  return { token, linkId, visit, captureId: await visitCapture(visit.id) }
}

test('revoking and submitting at one moment: one of them came first, and nothing is half done', async () => {
  for (let times = 0; times < 10; times++) {
    const { linkId, visit, captureId } = await ready()
    const revoke = db().$executeRaw`
      UPDATE "Link" SET "revokedAt" = now(), "revokedWhy" = 'operator' WHERE id = ${linkId}::uuid`
    const [outcome] = await Promise.all([submitVisit(visit, captureId), revoke])
    const left = [code(outcome), await jobsOf(linkId), await usesOf(linkId)]
    expect(left).toEqual(outcome.ok ? ['ok', 1, 1] : ['revoked', 0, 0])
  }
})

test('an enrollee is not submitted for without end, by however many links; tries that made no job do not count', async () => {
  const userId = `busy-${randomUUID()}`
  const codes: string[] = []
  for (let times = 0; times < 11; times++) {
    const { visit, captureId } = await ready({ userId })
    expect(code(await submitVisit(visit, randomUUID()))).toBe('capture_not_found')
    codes.push(code(await submitVisit(visit, captureId)))
  }
  expect(codes).toEqual([...Array(10).fill('ok'), 'too_many'])
})

test('the fifth capture, after which a person has to rest, is still finished and sent', async () => {
  const { token } = await newLink(ada)
  const visit = await agreedVisit(token)
  await db().visit.update({ where: { id: visit.id }, data: { captureCount: 4 } })
  const captureId = randomUUID()
  for (const position of framePositions)
    expect(code(await storeFrame({ visitId: visit.id }, captureId, position, await framePicture()))).toBe('ok')
  expect(code(await submitVisit(visit, captureId))).toBe('ok')
})

test('what a visit captured and never sent is erased within the hour, what it sent is not', async () => {
  const [never, sent] = [await ready(), await ready()]
  await submitVisit(sent.visit, sent.captureId)
  const ids = { in: [never.captureId, sent.captureId] }
  await db().capture.updateMany({ where: { id: ids }, data: { createdAt: new Date(0) } })
  await wipeUnusedCaptures()
  expect(await db().frame.count({ where: { captureId: never.captureId } })).toBe(0)
  expect(await db().frame.count({ where: { captureId: sent.captureId } })).toBe(8)
})
