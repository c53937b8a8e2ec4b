import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { code, newOperator } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { knock, newLink, newVisit, visitOf } from '@/scripts/testing/links'
import { claimAgain, claimVisit } from './claim-visit'
import { db } from './db'
import { readLinkByToken } from './link-page'
import { findVisit } from './visit'
import { declineConsent } from './visit-steps'

let database: TestDatabase
let ada: { id: string }
beforeAll(async () => {
  database = await testDatabase()
  ada = await newOperator()
})
afterAll(() => database.close())

test('reading a link a hundred times changes nothing of it', async () => {
  const { token, linkId } = await newLink(ada)
  const before = await db().link.findUniqueOrThrow({ where: { id: linkId } })
  for (let times = 0; times < 100; times++) expect(await readLinkByToken(token)).toMatchObject({ kind: 'open' })
  expect(await db().link.findUniqueOrThrow({ where: { id: linkId } })).toEqual(before)
  expect(await db().visit.count({ where: { linkId } })).toBe(0)
})

test('unknown and malformed tokens are the same nothing', async () => {
  for (const token of ['x', '', 'é'.repeat(4000), 'A'.repeat(43), randomUUID()]) {
    expect(await readLinkByToken(token)).toEqual({ kind: 'unknown' })
    expect(code(await claimVisit(token, knock))).toBe('unknown_link')
  }
})

test('whom a link is for is shown masked', async () => {
  const { token } = await newLink(ada, { displayName: 'Wanjiru Kamau' })
  expect(await readLinkByToken(token)).toMatchObject({ whom: 'W••• K•••' })
  const open = await newLink(ada, { userIdPrefix: 'walk-in-' })
  expect(await readLinkByToken(open.token)).toMatchObject({ whom: null })
})

test('a claim opens a visit of 15 minutes and spends no use', async () => {
  const { token, linkId } = await newLink(ada)
  const visit = await newVisit(token)
  expect(visit).toMatchObject({ linkId, state: 'claimed', isOpen: true, language: 'en' })
  const left = visit.deadline.getTime() - Date.now()
  expect(Math.abs(left - 15 * 60_000)).toBeLessThan(10_000)
  const link = await db().link.findUniqueOrThrow({ where: { id: linkId } })
  expect(link.uses).toBe(0)
  expect(link.lastVisitId).toBe(visit.id)
})

test('the same device comes back to its own visit, with the same deadline', async () => {
  const { token } = await newLink(ada)
  const { cookie, id, deadline } = await newVisit(token)
  const again = await claimVisit(token, { ...knock, cookie })
  expect(again).toMatchObject({ ok: true, visitId: id, visitCookie: cookie, resumed: true })
  expect((await visitOf(cookie)).deadline).toEqual(deadline)
})

test('another device is asked first, and then ends the first one', async () => {
  const { token } = await newLink(ada)
  const first = await newVisit(token)
  expect(code(await claimVisit(token, knock))).toBe('in_use')
  expect(await visitOf(first.cookie)).toMatchObject({ isOpen: true })
  const second = await claimVisit(token, { ...knock, supersede: true })
  if (!second.ok) throw new Error(second.code)
  expect(await visitOf(first.cookie)).toMatchObject({
    state: 'superseded',
    isOpen: false,
    supersededById: second.visitId,
  })
})

test('people with an open link do not get in each other’s way', async () => {
  const { token } = await newLink(ada, { userIdPrefix: 'many-', maxUses: 3 })
  const [first, second] = [await newVisit(token), await newVisit(token)]
  expect(second.id).not.toBe(first.id)
  expect(await visitOf(first.cookie)).toMatchObject({ isOpen: true })
})

const past = () => new Date(Date.now() - 60_000)
test.each([
  ['expired', { expiresAt: past() }],
  ['completed', { uses: 1 }],
  ['paused', { pausedAt: past() }],
  ['revoked', { revokedAt: past(), revokedWhy: 'operator' }],
  ['reissued', { revokedAt: past(), revokedWhy: 'reissued' }],
  ['not_me', { revokedAt: past(), revokedWhy: 'not_me' }],
] as const)('a link that is %s shows so and opens no visit', async (reason, data) => {
  const { token, linkId } = await newLink(ada, { contact: 'Call 0700' })
  await db().link.update({ where: { id: linkId }, data })
  expect(await readLinkByToken(token)).toMatchObject({ kind: 'dead', reason, contact: 'Call 0700' })
  expect(code(await claimVisit(token, knock))).toBe(reason)
  expect(await db().visit.count({ where: { linkId } })).toBe(0)
})

test.each([
  ['expired', { expiresAt: past() }],
  ['paused', { pausedAt: past() }],
])('a person under way comes back after the link is %s, another device does not', async (reason, data) => {
  const { token, linkId } = await newLink(ada)
  const { cookie } = await newVisit(token)
  await db().link.update({ where: { id: linkId }, data })
  expect(await claimVisit(token, { ...knock, cookie })).toMatchObject({ ok: true, resumed: true })
  expect(code(await claimVisit(token, { ...knock, supersede: true }))).toBe(reason)
})

test.each([
  ['operator', 'revoked'],
  ['reissued', 'reissued'],
  ['not_me', 'not_me'],
] as const)(
  'a paused link that was stopped for good too (%s) says so, and nobody comes back to it',
  async (revokedWhy, reason) => {
    const { token, linkId } = await newLink(ada)
    const { cookie } = await newVisit(token)
    await db().link.update({ where: { id: linkId }, data: { pausedAt: past(), revokedAt: past(), revokedWhy } })
    expect(await readLinkByToken(token)).toMatchObject({ kind: 'dead', reason })
    expect(code(await claimVisit(token, { ...knock, cookie }))).toBe(reason)
  },
)

test('whoever said no may begin anew on the same device', async () => {
  const { token } = await newLink(ada)
  const visit = await newVisit(token)
  expect(code(await declineConsent(visit))).toBe('ok')
  expect(code(await claimAgain(await visitOf(visit.cookie), knock))).toBe('ok')
})

test('a tampered cookie is no visit', async () => {
  const { token } = await newLink(ada)
  const { cookie } = await newVisit(token)
  expect(await findVisit(`${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`)).toBeNull()
  expect(await findVisit('')).toBeNull()
})

test('16 devices at one moment: one visit is open afterwards', async () => {
  const { token, linkId } = await newLink(ada)
  const claims = Array.from({ length: 16 }, () => claimVisit(token, { ...knock, supersede: true }))
  expect((await Promise.all(claims)).map(code)).toEqual(Array(16).fill('ok'))
  expect(await db().visit.count({ where: { linkId, endedAt: null } })).toBe(1)
})

test('claims of one link are counted', async () => {
  const { token } = await newLink(ada, { userIdPrefix: 'flood-', maxUses: 1000 })
  const codes: string[] = []
  for (let times = 0; times < 101; times++)
    codes.push(code(await claimVisit(token, { ...knock, address: `192.0.2.${times}` })))
  expect(codes.indexOf('too_many')).toBe(100)
})
