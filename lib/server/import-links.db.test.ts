import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ImportOptions } from '@/lib/domain/link-import'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeOperator } from '@/scripts/testing/make-job'
import { checkImport } from './check-import'
import { db } from './db'
import type { Prisma } from './generated/prisma/client'
import { downloadImport, makeNextLinks } from './import-links'
import { forgetImports, readImport } from './imports'
import { readLink } from './link'
import { reissueLink } from './reissue-link'
import { hashToken } from './secrets'
import { listWaitingImports } from './waiting-imports'

let database: TestDatabase
let ada: { id: string }
let other: { id: string }

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
afterEach(() => void vi.useRealTimers())
beforeEach(async () => {
  await db().link.deleteMany()
  await db().linkImport.deleteMany()
  ada = await makeOperator('Ada')
  other = await makeOperator('Other')
})

const options: ImportOptions = {
  environment: 'SANDBOX',
  label: 'Lagos, May',
  expiryMinutes: 60,
  maxUses: 1,
  allowReEnroll: false,
  reason: null,
  language: null,
  redirectUrl: null,
  contact: '',
}
const file = (people: number) =>
  new TextEncoder().encode(
    `user id,name,e-mail\n${Array.from({ length: people }, (_, at) => `ke-${at},Person ${at},p${at}@example.org`).join('\n')}`,
  )

async function checked(bytes: Uint8Array, maker = ada): Promise<string> {
  const outcome = await checkImport(maker, bytes, options)
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.importId
}

async function allMade(importId: string): Promise<number> {
  for (;;) {
    const outcome = await makeNextLinks(ada, importId)
    if (!outcome.ok) throw new Error(outcome.message)
    if (outcome.made >= outcome.wanted) return outcome.made
  }
}

test('checking a file makes no link', async () => {
  await checked(file(3))
  expect(await db().link.count()).toBe(0)
})

test('an import that stopped in the middle goes on where it was, and every link of the download opens', async () => {
  const importId = await checked(file(250))
  expect(await makeNextLinks(ada, importId)).toEqual({ ok: true, wanted: 250, made: 100 })
  expect(await downloadImport(ada, importId)).toMatchObject({ code: 'not_finished' })
  expect(await allMade(importId)).toBe(250)
  expect(await db().link.count()).toBe(250)

  const download = await downloadImport(ada, importId)
  if (!download.ok) throw new Error(download.message)
  const rows: string[][] = parse(download.csv, { bom: true, from_line: 2 })
  expect(rows.map(([userId]) => userId)).toEqual(Array.from({ length: 250 }, (_, at) => `ke-${at}`))
  for (const [userId = '', , , url = ''] of rows.filter((_, at) => at % 50 === 0)) {
    expect(url).toMatch(/^http:\/\/localhost:3000\/e\/[\w-]{43}$/)
    const tokenHash = hashToken(url.slice(-43))
    expect(await db().link.findUniqueOrThrow({ where: { tokenHash } })).toMatchObject({ userId, label: 'Lagos, May' })
  }
})

test('a link that opens nothing any more comes without its address, and the file and the log say so', async () => {
  const importId = await checked(file(7))
  await allMade(importId)
  const change = (person: number, data: Prisma.LinkUncheckedUpdateManyInput) =>
    db().link.updateMany({ where: { userId: `ke-${person}` }, data })
  const past = new Date(Date.now() - 60_000)
  const { id } = await db().link.findFirstOrThrow({ where: { userId: 'ke-1' }, select: { id: true } })
  expect(await reissueLink({ ...ada, role: 'OPERATOR' }, id, randomUUID())).toMatchObject({ ok: true })
  await change(2, { revokedAt: past, revokedWhy: 'operator', pausedAt: past })
  await change(3, { revokedAt: past, revokedWhy: 'not_me' })
  await change(4, { uses: 1 })
  await change(5, { expiresAt: past, pausedAt: past })
  await change(6, { pausedAt: past })

  const download = await downloadImport(ada, importId)
  if (!download.ok) throw new Error(download.message)
  const [header, ...rows]: string[][] = parse(download.csv, { bom: true })
  expect(header).toEqual(['user id', 'name', 'e-mail', 'link', 'good until'])
  const url = expect.stringMatching(/^http:\/\/localhost:3000\/e\/[\w-]{43}$/)
  const date = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/)
  expect(rows.map(([userId, , , link, until]) => [userId, link, until])).toEqual([
    ['ke-0', url, date],
    ['ke-1', '', 'Re-issued: a newer link took its place.'],
    ['ke-2', '', 'Revoked: it was stopped for good.'],
    ['ke-3', '', 'Revoked: somebody on its page said that they are not this person.'],
    ['ke-4', '', 'Over: it has been used.'],
    ['ke-5', '', 'Over: it has run out.'],
    // Paused: it can be resumed.
    ['ke-6', url, date],
  ])
  const logged = await db().auditEvent.findFirstOrThrow({ where: { action: 'import.downloaded', objectId: importId } })
  expect(logged.detail).toEqual({ links: 2 })
})

test('two tabs that import at once make each link once', async () => {
  const importId = await checked(file(60))
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => makeNextLinks(ada, importId)))
  expect(outcomes.every(({ ok }) => ok)).toBe(true)
  expect(await allMade(importId)).toBe(60)
  expect(await db().link.count()).toBe(60)
})

test('the same file twice is the same import, and nothing is made twice', async () => {
  const first = await checked(file(5))
  await allMade(first)
  expect(await checked(file(5))).toBe(first)
  await allMade(first)
  expect(await db().link.count()).toBe(5)
})

test('a file with one more person gives only that person a link', async () => {
  await allMade(await checked(file(5)))
  const second = await checked(file(6))
  expect((await readImport(ada, second))?.wanted).toBe(1)
  await allMade(second)
  expect(await db().link.count()).toBe(6)
})

test('before its first link a file is checked anew with other options; afterwards it is what it was', async () => {
  const importId = await checked(file(2))
  await checkImport(ada, file(2), { ...options, label: 'Other' })
  expect((await readImport(ada, importId))?.options.label).toBe('Other')
  await allMade(importId)
  await checkImport(ada, file(2), { ...options, label: 'Third' })
  expect((await readImport(ada, importId))?.options.label).toBe('Other')
})

test('a row whose person is already enrolled warns that it will be refused, unless re-enrolling is allowed', async () => {
  const enrolledAt = new Date()
  await db().enrollee.createMany({
    data: [
      { environment: 'SANDBOX', userId: 'ke-0', enrolledAt },
      { environment: 'SANDBOX', userId: 'ke-1' },
      { environment: 'PRODUCTION', userId: 'ke-2', enrolledAt },
    ],
  })
  const importId = await checked(file(3))
  const strict = await readImport(ada, importId)
  expect(strict?.rows.map(({ warning }) => warning ?? '')).toEqual([
    expect.stringContaining('already enrolled'),
    '',
    '',
  ])
  expect(strict?.wanted).toBe(3)
  await checkImport(ada, file(3), { ...options, allowReEnroll: true, reason: 'New phones' })
  expect((await readImport(ada, importId))?.rows.some(({ warning }) => warning)).toBe(false)
})

test('another operator’s import looks like none', async () => {
  const importId = await checked(file(2))
  expect(await readImport(other, importId)).toBeNull()
  expect(await makeNextLinks(other, importId)).toMatchObject({ code: 'not_found' })
  expect(await downloadImport(other, importId)).toMatchObject({ code: 'not_found' })
  expect(await checked(file(2), other)).not.toBe(importId)
  expect(await db().link.count()).toBe(0)
})

test('some minutes after the download the links are forgotten for good', async () => {
  const importId = await checked(file(2))
  await allMade(importId)
  expect(await downloadImport(ada, importId)).toMatchObject({ ok: true })
  expect(await downloadImport(ada, importId)).toMatchObject({ ok: true })
  expect(await forgetImports()).toBe(0)
  await db().$executeRaw`UPDATE "LinkImport" SET "downloadedAt" = now() - interval '11 minutes'`
  expect(await downloadImport(ada, importId)).toMatchObject({ code: 'forgotten' })
  expect(await forgetImports()).toBe(1)
  expect(await db().linkImport.findUniqueOrThrow({ where: { id: importId } })).toMatchObject({ seed: null, rows: [] })
  expect(await checked(file(2))).toBe(importId)
  expect(await makeNextLinks(ada, importId)).toMatchObject({ ok: true, made: 2 })
  expect(await db().link.count()).toBe(2)
})

const weekAndMore = () => db().$executeRaw`UPDATE "LinkImport" SET "createdAt" = now() - interval '8 days'`

test('an import whose links are made is on its maker’s list, with how many and until when, until it is downloaded', async () => {
  const waiting = () => listWaitingImports({ ...ada, role: 'OPERATOR' })
  const importId = await checked(file(150))
  expect(await waiting()).toEqual([])
  await makeNextLinks(ada, importId)
  expect(await waiting()).toMatchObject([{ id: importId, label: 'Lagos, May', wanted: 150, made: 100 }])
  await allMade(importId)
  const [listed, ...others] = await waiting()
  expect(others).toEqual([])
  expect(listed?.made).toBe(150)
  const days = (Number(listed?.keptUntil) - Number(listed?.createdAt)) / (24 * 60 * 60_000)
  expect(Math.round(days)).toBe(7)
  expect((await downloadImport(ada, importId)).ok).toBe(true)
  expect(await waiting()).toEqual([])
})

test('links that are forgotten, or that the reader may not fetch, are on no list', async () => {
  await allMade(await checked(file(2)))
  expect(await listWaitingImports({ ...ada, role: 'OPERATOR' })).toHaveLength(1)
  expect(await listWaitingImports({ ...other, role: 'ADMIN' })).toEqual([])
  expect(await listWaitingImports({ ...ada, role: 'VIEWER' })).toEqual([])
  await weekAndMore()
  await forgetImports()
  expect(await listWaitingImports({ ...ada, role: 'OPERATOR' })).toEqual([])
})

test('a file that was checked and then forgotten is imported anew, as if for the first time', async () => {
  const lapsed = await checked(file(3))
  await weekAndMore()
  expect(await forgetImports()).toBe(1)
  expect(await makeNextLinks(ada, lapsed)).toMatchObject({ ok: false, code: 'forgotten' })
  const importId = await checked(file(3))
  expect(await readImport(ada, importId)).toMatchObject({ wanted: 3, made: 0, isForgotten: false })
  expect(await forgetImports()).toBe(0)
  expect(await allMade(importId)).toBe(3)
  expect(await downloadImport(ada, importId)).toMatchObject({ ok: true })
})

test('an import that was forgotten half made says so and makes nothing more; its file gives a link to those without one', async () => {
  const lapsed = await checked(file(150))
  expect(await makeNextLinks(ada, lapsed)).toMatchObject({ made: 100 })
  await weekAndMore()
  expect(await forgetImports()).toBe(1)
  expect(await makeNextLinks(ada, lapsed)).toMatchObject({ ok: false, code: 'forgotten' })
  expect(await downloadImport(ada, lapsed)).toMatchObject({ ok: false, code: 'forgotten' })

  // Nobody has the addresses of the hundred, but somebody can still re-issue those that are good.
  await db().$executeRaw`UPDATE "Link" SET "expiresAt" = now() - interval '1 day' WHERE "userId" < 'ke-5'`
  const expired = await db().link.count({ where: { expiresAt: { lt: new Date() } } })
  expect(expired).toBeGreaterThan(0)
  const importId = await checked(file(150))
  expect(importId).not.toBe(lapsed)
  expect(await allMade(importId)).toBe(50 + expired)
  const download = await downloadImport(ada, importId)
  if (!download.ok) throw new Error(download.message)
  const rows: string[][] = parse(download.csv, { bom: true, from_line: 2 })
  expect(rows).toHaveLength(50 + expired)
  for (const [userId = '', , , url = ''] of rows) {
    const link = await db().link.findUniqueOrThrow({ where: { tokenHash: hashToken(url.slice(-43)) } })
    expect([link.userId, link.expiresAt > new Date()]).toEqual([userId, true])
  }
})

test('a file that is checked anew before its first link has its whole week again', async () => {
  const importId = await checked(file(2))
  await weekAndMore()
  expect(await checked(file(2))).toBe(importId)
  expect(await forgetImports()).toBe(0)
})

test('each call makes some of what is left, also while another tab makes the same', async () => {
  const importId = await checked(file(250))
  for (let made = 0; made < 250; ) {
    const outcomes = await Promise.all([makeNextLinks(ada, importId), makeNextLinks(ada, importId)])
    const reached = outcomes.map((outcome) => (outcome.ok ? outcome.made : -1))
    expect(Math.min(...reached)).toBeGreaterThan(made)
    made = Math.max(...reached)
  }
  expect(await db().link.count()).toBe(250)
})

test('each imported link says who made it and who downloaded it with the others, and no link says it twice', async () => {
  const importId = await checked(file(120))
  await Promise.all([allMade(importId), allMade(importId)])
  const [first, ...others] = await db().link.findMany({ select: { id: true } })
  expect(await db().auditEvent.count({ where: { action: 'link.made', operatorId: ada.id } })).toBe(1 + others.length)
  const history = async () => (await readLink({ ...ada, role: 'OPERATOR' }, first?.id ?? ''))?.history ?? []
  expect((await history()).map(({ action, by }) => [action, by])).toEqual([['link.made', 'Ada']])
  expect(await downloadImport(other, importId)).toMatchObject({ ok: false })
  expect(await downloadImport(ada, importId)).toMatchObject({ ok: true })
  expect((await history()).map(({ action }) => action)).toEqual(['link.made', 'import.downloaded'])
  const trail = JSON.stringify(await db().auditEvent.findMany())
  expect(trail).not.toMatch(/Person|example\.org|ke-\d/)
})

test('neither the database alone nor one link tells another link', async () => {
  const importId = await checked(file(2))
  await allMade(importId)
  const download = await downloadImport(ada, importId)
  const kept = JSON.stringify([await db().linkImport.findMany(), await db().link.findMany()])
  const tokens = download.ok ? [...download.csv.matchAll(/\/e\/([\w-]{43})/g)].map(([, token]) => token ?? '') : []
  expect(new Set(tokens).size).toBe(2)
  for (const token of tokens) expect(kept).not.toContain(token)
})

test('a file that is checked anew in another tab while its links are begun gives all of them the same terms', async () => {
  for (let round = 0; round < 10; round++) {
    const people = file(3 + round)
    const importId = await checked(people)
    await Promise.all([
      makeNextLinks(ada, importId),
      checkImport(ada, people, { ...options, label: 'Anew', maxUses: 2 }),
      makeNextLinks(ada, importId),
    ])
    const { label } = (await readImport(ada, importId))?.options ?? {}
    const labels = (await db().link.findMany({ select: { label: true } })).map((link) => link.label)
    expect(new Set(labels)).toEqual(new Set([label]))
    await db().link.deleteMany()
  }
})

test('a portal whose clock is five hours fast makes links that end in time, and forgets none at the first download', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60 * 60_000 })
  const importId = await checked(file(2))
  await allMade(importId)
  expect((await downloadImport(ada, importId)).ok).toBe(true)
  expect((await readImport(ada, importId))?.isForgotten).toBe(false)
  vi.useRealTimers()
  const { expiresAt } = await db().link.findFirstOrThrow()
  expect(Math.abs(expiresAt.getTime() - Date.now() - 60 * 60_000)).toBeLessThan(60_000)
})
