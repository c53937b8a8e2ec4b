import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { db } from './db'
import { wipeOneTimeLinks } from './one-time-link'
import { adminPasswordFault } from './password-choice'
import { findSession } from './session'
import { completeSetup, ensureAdminFromEnv, isSetupOpen, openSetup } from './setup'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  Object.assign(process.env, {
    KIOO_ADMIN_EMAIL: 'Root@Example.org',
    KIOO_ADMIN_PASSWORD: 'a quiet river under the bridge',
  })
})
afterAll(() => database.close())
beforeEach(async () => {
  await db().operator.deleteMany()
  await db().operatorInvitation.deleteMany()
})

async function open(): Promise<string> {
  const link = await openSetup()
  expect(link).toMatch(/^http:\/\/localhost:3000\/setup\/[\w-]{43}$/)
  return link?.split('/').at(-1) ?? ''
}

const form = (token: string, email = 'ada@example.org') => ({
  token,
  email,
  name: 'Ada',
  password: 'a quiet river under the bridge',
})
const over = { ok: false, code: 'link_over' }
const done = { ok: false, code: 'set_up' }

test('a fresh install has no operator, and its link makes one administrator, signed in', async () => {
  expect(await db().operator.count()).toBe(0)
  const done = await completeSetup(form(await open()), 'Safari on macOS')
  if (!done.ok) throw new Error(done.code)
  expect(await findSession(done.sessionToken)).toMatchObject({ email: 'ada@example.org', role: 'ADMIN' })
})

test('opening the link changes nothing, using it ends it', async () => {
  const token = await open()
  for (let looks = 0; looks < 3; looks++) expect(await isSetupOpen(token)).toBe(true)
  expect(await completeSetup(form(token), '')).toMatchObject({ ok: true })
  expect(await isSetupOpen(token)).toBe(false)
  expect(await completeSetup(form(token, 'eve@example.org'), '')).toMatchObject(done)
  // Not even with no operator left: once is once.
  await db().operator.deleteMany()
  expect(await completeSetup(form(token, 'eve@example.org'), '')).toMatchObject(over)
  expect(await db().operator.count()).toBe(0)
})

test('the link is good for 30 minutes', async () => {
  const token = await open()
  const [row] = await db().$queryRaw<{ minutes: number }[]>`
    SELECT extract(epoch FROM "expiresAt" - "createdAt")::float / 60 AS minutes FROM "OperatorInvitation"`
  expect(row?.minutes).toBeCloseTo(30, 5)
  await db().$executeRaw`UPDATE "OperatorInvitation" SET "expiresAt" = now()`
  expect(await completeSetup(form(token), '')).toMatchObject(over)
})

test('a newer link ends the older one; with an operator there is none', async () => {
  const [older, newer] = [await open(), await open()]
  expect(await completeSetup(form(older), '')).toMatchObject(over)
  expect(await completeSetup(form(newer), '')).toMatchObject({ ok: true })
  expect(await openSetup()).toBeNull()
})

test('of eight who use the link at the same moment one becomes administrator', async () => {
  const token = await open()
  const all = await Promise.all(
    Array.from({ length: 8 }, (_, at) => completeSetup(form(token, `a${at}@example.org`), '')),
  )
  expect(all.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await db().operator.count()).toBe(1)
})

test('once Kioo is set up its link leads to sign-in, and promises no new one', async () => {
  const token = await open()
  expect(await completeSetup(form(token), '')).toMatchObject({ ok: true })
  const late = await completeSetup(form(token), '')
  expect(late).toMatchObject({ ...done, message: expect.stringContaining('sign-in') })
  expect(late).not.toMatchObject({ message: expect.stringMatching(/restart/i) })
})

test('a guessable password is refused at its field and the link stays good', async () => {
  const token = await open()
  const refused = await completeSetup({ ...form(token), password: 'smileid-portal1' }, '')
  expect(refused).toMatchObject({ ok: false, code: 'guessable', fields: { password: expect.any(String) } })
  expect(await isSetupOpen(token)).toBe(true)
})

test('only the hash of the link is kept', async () => {
  const token = await open()
  const [dump] = await db().$queryRaw<{ text: string }[]>`SELECT array_agg(i)::text AS text FROM "OperatorInvitation" i`
  expect(dump?.text).not.toContain(token)
  expect(dump?.text).not.toContain(Buffer.from(token).toString('hex'))
})

test('an automated install names the first administrator once', async () => {
  expect(await ensureAdminFromEnv()).toBe(true)
  expect(await ensureAdminFromEnv()).toBe(false)
  expect(await db().operator.findMany({ select: { email: true, role: true } })).toEqual([
    { email: 'root@example.org', role: 'ADMIN' },
  ])
})

test('an automated install that names only half of the first administrator ends in one line', async () => {
  const both = expect.stringMatching(/^Wrong settings\. .* set both, or neither\.$/)
  expect(await adminPasswordFault('', 'root@example.org')).toEqual(both)
  expect(await adminPasswordFault(form('').password, '')).toEqual(both)
})

test.each(['short', 'smileid-portal1'])(
  'an automated install with a password that is no good ends in one line: %s',
  async (password) => {
    expect(await adminPasswordFault(password, 'root@example.org')).toMatch(/^Wrong settings\. KIOO_ADMIN_PASSWORD: .+$/)
    expect(await adminPasswordFault(form('').password, 'root@example.org')).toBeNull()
  },
)

test('a link is forgotten a month after it ran out, and not while it may be used', async () => {
  await open()
  expect(await wipeOneTimeLinks()).toBe(0)
  await db().operatorInvitation.updateMany({ data: { expiresAt: new Date(Date.now() - 31 * 86_400_000) } })
  expect(await wipeOneTimeLinks()).toBe(1)
})
