import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { db } from './db'
import { PrismaClient } from './generated/prisma/client'
import { allow, wipeRateCounts } from './rate-limit'

const elsewhere = vi.hoisted((): { client: PrismaClient | null; turn: boolean } => ({ client: null, turn: false }))

vi.mock('./db', async (original) => {
  const real = await original<typeof import('./db')>()
  return { ...real, db: () => (elsewhere.turn && elsewhere.client ? elsewhere.client : real.db()) }
})

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  elsewhere.client = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url, max: 4 }) })
})
afterAll(async () => {
  await elsewhere.client?.$disconnect()
  await database.close()
})

/** Asked through the pool of another process. */
function allowElsewhere(...asked: Parameters<typeof allow>): Promise<boolean> {
  elsewhere.turn = true
  try {
    return allow(...asked)
  } finally {
    elsewhere.turn = false
  }
}

/** Long enough that no window ends within a test. */
const YEARS_S = 1_000_000_000
const yes = (answers: boolean[]) => answers.filter(Boolean).length

test('as many pass as may, the next does not', async () => {
  const key = randomUUID()
  const answers: boolean[] = []
  for (let times = 0; times < 4; times++) answers.push(await allow(key, 3, YEARS_S))
  expect(answers).toEqual([true, true, true, false])
})

test('two pools at one moment count together', async () => {
  const key = randomUUID()
  const asked = Array.from({ length: 40 }, (_, at) => (at % 2 ? allow : allowElsewhere)(key, 7, YEARS_S))
  expect(yes(await Promise.all(asked))).toBe(7)
  expect(await allowElsewhere(key, 7, YEARS_S)).toBe(false)
})

test('one key does not spend the other’s', async () => {
  const [one, other] = [randomUUID(), randomUUID()]
  expect(await allow(one, 1, YEARS_S)).toBe(true)
  expect(await allow(one, 1, YEARS_S)).toBe(false)
  expect(await allow(other, 1, YEARS_S)).toBe(true)
})

test('the next window begins anew', async () => {
  const key = randomUUID()
  expect(await allow(key, 1, YEARS_S)).toBe(true)
  expect(await allow(key, 1, YEARS_S)).toBe(false)
  await db().$executeRaw`UPDATE "RateCount" SET "window" = "window" - interval '1 year'`
  expect(await allow(key, 1, YEARS_S)).toBe(true)
})

test('what is counted is kept only as a hash', async () => {
  const address = '203.0.113.77'
  await allow(`claim address ${address}`, 5, YEARS_S)
  const [kept] = await db().$queryRaw<{ text: string }[]>`SELECT string_agg(c::text, ' ') AS text FROM "RateCount" c`
  expect(kept?.text).not.toContain(Buffer.from(address).toString('hex'))
  expect(kept?.text).not.toContain(address)
})

test('windows that are over are erased, others stay', async () => {
  await db().rateCount.deleteMany()
  const [over, present] = [randomUUID(), randomUUID()]
  await allow(over, 1, YEARS_S)
  await db().$executeRaw`UPDATE "RateCount" SET "endsAt" = now() - interval '1 second'`
  await allow(present, 1, YEARS_S)
  expect(await wipeRateCounts()).toBe(1)
  expect(await allow(present, 1, YEARS_S)).toBe(false)
})
