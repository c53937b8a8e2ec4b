import { afterAll, beforeAll, expect, it } from 'vitest'
import { newCapture, newForm, newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { eraseOldFrames } from './captures'
import { db } from './db'
import { enroll } from './enroll'

let close = async () => {}
beforeAll(async () => {
  close = (await testDatabase()).close
})
afterAll(async () => {
  await db().$disconnect()
  await close()
})

async function sentDaysAgo(days: number): Promise<string> {
  const operator = await newOperator()
  const captureId = await newCapture(operator)
  expect((await enroll(operator, newForm(captureId), 'test')).ok).toBe(true)
  await db().$executeRaw`
    UPDATE "Capture" SET "submittedAt" = now() - make_interval(days => ${days}::int) WHERE id = ${captureId}::uuid`
  return captureId
}

const framesOf = (captureId: string) => db().frame.count({ where: { captureId } })

it('pictures are erased when their days are over, not before, and their job stays', async () => {
  const old = await sentDaysAgo(31)
  const young = await sentDaysAgo(29)
  expect(await eraseOldFrames()).toBe(8)
  expect([await framesOf(old), await framesOf(young)]).toEqual([0, 8])
  expect(await db().job.count({ where: { captureId: old } })).toBe(1)
})

it('an organisation that keeps pictures for fewer days has them erased sooner', async () => {
  await db().organisation.create({ data: { id: 1, retentionDays: 7 } })
  const captureId = await sentDaysAgo(8)
  await eraseOldFrames()
  expect(await framesOf(captureId)).toBe(0)
})
