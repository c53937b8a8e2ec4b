import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CODE_LETTERS, CODE_TRIES } from '@/lib/domain/short-code'
import { code, newOperator } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { knock, newLink, newVisit, visitOf } from '@/scripts/testing/links'
import { claimVisit } from './claim-visit'
import { db } from './db'
import { claimByShortCode, codeForPhone, makeShortCode, wipeShortCodes } from './short-code'
import { readVisit } from './visit-result'
import { declineConsent } from './visit-steps'

let database: TestDatabase
let ada: Awaited<ReturnType<typeof newOperator>>
beforeAll(async () => {
  database = await testDatabase()
  ada = await newOperator()
})
afterAll(() => database.close())
// Every test knocks from the same address.
beforeEach(async () => {
  await db().rateCount.deleteMany()
})

async function newCode(given: Parameters<typeof newLink>[1] = {}) {
  const link = await newLink(ada, given)
  const made = await makeShortCode(ada, link.linkId)
  if (!made.ok) throw new Error(made.code)
  return { ...link, typed: made.code, expiresAt: made.expiresAt }
}

async function phoneCode(token: string) {
  const desktop = await newVisit(token)
  const made = await codeForPhone(desktop)
  if (!made.ok) throw new Error(made.code)
  return { desktop, typed: made.code }
}

/** The same first half, another last letter. */
const wrong = (typed: string) => typed.slice(0, -1) + (typed.endsWith('A') ? CODE_LETTERS.at(-1) : 'A')
const stateOf = (linkId: string) => db().shortCode.findFirstOrThrow({ where: { linkId } })

test('a code opens the link it was made for, once, for a quarter of an hour', async () => {
  const { typed, linkId, expiresAt } = await newCode()
  expect(Math.abs(expiresAt.getTime() - Date.now() - 15 * 60_000)).toBeLessThan(10_000)
  expect(await claimByShortCode(typed.toLowerCase().replace('-', ' '), knock)).toMatchObject({ ok: true, linkId })
  expect(code(await claimByShortCode(typed, { ...knock, supersede: true }))).toBe('wrong_code')
})

test('a code that led somebody back to their own visit is used up too', async () => {
  const { typed, token } = await newCode()
  const own = await newVisit(token)
  expect(await claimByShortCode(typed, { ...knock, cookie: own.cookie })).toMatchObject({ ok: true, resumed: true })
  expect(code(await claimByShortCode(typed, { ...knock, supersede: true }))).toBe('wrong_code')
})

test('a code that ran out opens nothing', async () => {
  const { typed, linkId } = await newCode()
  await db().$executeRaw`UPDATE "ShortCode" SET "expiresAt" = now() WHERE "linkId" = ${linkId}::uuid`
  expect(code(await claimByShortCode(typed, knock))).toBe('wrong_code')
  expect(await db().visit.count({ where: { linkId } })).toBe(0)
})

test('four wrong tries do not matter, five close the code also to the right one', async () => {
  const [four, five] = [await newCode(), await newCode()]
  for (let times = 1; times < CODE_TRIES; times++) await claimByShortCode(wrong(four.typed), knock)
  expect(code(await claimByShortCode(four.typed, knock))).toBe('ok')
  for (let times = 0; times < CODE_TRIES; times++) await claimByShortCode(wrong(five.typed), knock)
  expect(code(await claimByShortCode(five.typed, knock))).toBe('wrong_code')
})

test('of many wrong tries at one moment no more than five are looked at', async () => {
  const { typed, linkId } = await newCode()
  const tries = Array.from({ length: 20 }, () => claimByShortCode(wrong(typed), knock))
  expect((await Promise.all(tries)).map(code)).toEqual(Array(20).fill('wrong_code'))
  expect(await stateOf(linkId)).toMatchObject({ tries: CODE_TRIES, usedAt: null })
})

test('of many claims with one code at one moment one opens a visit', async () => {
  const { typed, linkId } = await newCode({ userIdPrefix: 'many-', maxUses: 50 })
  const claims = await Promise.all(Array.from({ length: 12 }, () => claimByShortCode(typed, knock)))
  expect(claims.map(code).filter((said) => said === 'ok')).toHaveLength(1)
  expect(await db().visit.count({ where: { linkId } })).toBe(1)
})

test('tries are counted per address, whatever is typed', async () => {
  const { typed } = await newCode()
  for (let times = 0; times < 30; times++) expect(code(await claimByShortCode('nonsense', knock))).toBe('wrong_code')
  expect(code(await claimByShortCode(typed, knock))).toBe('too_many')
  expect(code(await claimByShortCode(typed, { ...knock, address: '192.0.2.2' }))).toBe('ok')
})

test('a code asked for while another device is under way is not spent by the question', async () => {
  const { typed, token } = await newCode()
  await newVisit(token)
  expect(code(await claimByShortCode(typed, knock))).toBe('in_use')
  expect(code(await claimByShortCode(typed, { ...knock, supersede: true }))).toBe('ok')
})

test('a code of a link that was paused meanwhile says so and is not spent', async () => {
  const { typed, linkId } = await newCode()
  await db().link.update({ where: { id: linkId }, data: { pausedAt: new Date() } })
  expect(code(await claimByShortCode(typed, knock))).toBe('paused')
  expect(await stateOf(linkId)).toMatchObject({ usedAt: null })
})

test('a newer code ends the one before it', async () => {
  const { typed, linkId } = await newCode()
  const newer = await makeShortCode(ada, linkId)
  expect(code(await claimByShortCode(typed, knock))).toBe('wrong_code')
  expect(code(await claimByShortCode(newer.ok ? newer.code : '', knock))).toBe('ok')
})

test('nobody makes a code for another’s link, or for one that cannot be used', async () => {
  const { linkId } = await newLink(ada)
  expect(code(await makeShortCode(await newOperator(), linkId))).toBe('not_found')
  await db().link.update({ where: { id: linkId }, data: { uses: 1 } })
  expect(code(await makeShortCode(ada, linkId))).toBe('not_open')
})

test('a phone goes on for the desktop unasked, and the desktop sees it and how it ended', async () => {
  const { token } = await newLink(ada)
  const { desktop, typed } = await phoneCode(token)
  const claimed = await claimByShortCode(typed, { ...knock, device: 'Chrome on Android' })
  if (!claimed.ok) throw new Error(claimed.code)
  const left = await visitOf(desktop.cookie)
  expect(left).toMatchObject({ state: 'superseded', isOpen: false, supersededById: claimed.visitId })
  expect(await readVisit(left)).toMatchObject({ successor: { stage: 'claimed', result: null } })
  await declineConsent(await visitOf(claimed.visitCookie))
  expect(await readVisit(left)).toMatchObject({ successor: { stage: 'declined' } })
})

test('a visit handed over after the link’s end keeps its deadline: no chain of phones outlives it', async () => {
  const { token, linkId } = await newLink(ada)
  const desktop = await newVisit(token)
  const made = await codeForPhone(desktop)
  if (!made.ok) throw new Error(made.code)
  await db().link.update({ where: { id: linkId }, data: { expiresAt: new Date(0) } })
  const phone = await claimByShortCode(made.code, knock)
  if (!phone.ok) throw new Error(phone.code)
  expect((await visitOf(phone.visitCookie)).deadline).toEqual(desktop.deadline)
})

test('tokens, cookies and codes are in no row of any table', async () => {
  const { token, typed } = await newCode()
  const claimed = await claimVisit(token, knock)
  if (!claimed.ok) throw new Error(claimed.code)
  const phone = await codeForPhone(await visitOf(claimed.visitCookie))
  const secrets = [token, claimed.visitCookie, typed, phone.ok ? phone.code : ''].map((one) => one.replace('-', ''))
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`
  expect(tables.length).toBeGreaterThan(15)
  for (const { name } of tables) {
    const rows = await db().$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`)
    for (const secret of secrets)
      for (const kept of [secret, Buffer.from(secret).toString('hex')])
        expect(rows.some(({ row }) => row.includes(kept))).toBe(false)
  }
})

test('codes that are over are erased, others stay', async () => {
  await wipeShortCodes()
  const [over, living] = [await newCode(), await newCode()]
  await db()
    .$executeRaw`UPDATE "ShortCode" SET "expiresAt" = now() - interval '1 s' WHERE "linkId" = ${over.linkId}::uuid`
  await wipeShortCodes()
  expect(await db().shortCode.count({ where: { linkId: { in: [over.linkId, living.linkId] } } })).toBe(1)
})

test('the phone code of a visit that another device took over ends nobody unasked', async () => {
  const { token, linkId } = await newLink(ada)
  const { typed } = await phoneCode(token)
  expect((await claimVisit(token, { ...knock, supersede: true })).ok).toBe(true)
  expect(code(await claimByShortCode(typed, knock))).toBe('in_use')
  expect(await db().visit.count({ where: { linkId, endedAt: null } })).toBe(1)
})
