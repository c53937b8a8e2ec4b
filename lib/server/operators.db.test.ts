import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Role } from '@/lib/domain/permissions'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { lockWaiters } from '@/scripts/testing/lock-waiters'
import { acceptInvitation, openInvitation } from './account'
import { db } from './db'
import { changeRole, endOperatorSessions, inviteAgain, inviteOperator, listOperators, setDisabled } from './operators'
import { pool } from './pool'
import { type Actor, createSession, findSession } from './session'

vi.mock('@node-rs/argon2', { spy: true })
const argon2 = await import('@node-rs/argon2')

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await db().operator.deleteMany()
})

async function actor(role: Role, name: string): Promise<Actor> {
  const data = { email: `${name}@example.org`, name, role, passwordHash: 'not a hash' }
  const { id } = await db().operator.create({ data, select: { id: true } })
  const found = await findSession((await createSession(id, '')) ?? '')
  if (!found) throw new Error('no actor')
  return found
}

const grace = { name: 'Grace', email: 'grace@example.org', role: 'OPERATOR' } as const
const password = 'a quiet river under the bridge'
const tokenOf = (link: string) => link.split('/').at(-1) ?? ''

async function invited(admin: Actor) {
  const made = await inviteOperator(admin, grace)
  if (!made.ok) throw new Error(made.code)
  return { operatorId: made.operatorId, token: tokenOf(made.link), link: made.link }
}

test('an invitation lets the invited in once, with a password of their own', async () => {
  const admin = await actor('ADMIN', 'ada')
  const { token, link, operatorId } = await invited(admin)
  expect(link).toMatch(/\/invitation\/[\w-]{43}$/)
  expect(await listOperators()).toContainEqual({ ...grace, id: operatorId, lastSeenAt: null, state: 'invited' })
  for (let looks = 0; looks < 3; looks++)
    expect(await openInvitation(token)).toEqual({ name: 'Grace', email: 'grace@example.org' })
  const accepted = await acceptInvitation({ token, password }, 'Chrome on Android')
  if (!accepted.ok) throw new Error(accepted.code)
  expect(await findSession(accepted.sessionToken)).toMatchObject(grace)
  expect(await acceptInvitation({ token, password }, '')).toMatchObject({ ok: false, code: 'link_over' })
  expect(await openInvitation(token)).toBeNull()
  const told = await db().auditEvent.findMany({ where: { operatorId }, select: { action: true } })
  expect(told).toEqual([{ action: 'operator.accepted' }])
})

test('of two who use one invitation at the same moment one gets in', async () => {
  const { token } = await invited(await actor('ADMIN', 'ada'))
  const both = await Promise.all([acceptInvitation({ token, password }, ''), acceptInvitation({ token, password }, '')])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
})

test('an invitation that lets nobody in is not used up: no password was set by it', async () => {
  const { token, operatorId } = await invited(await actor('ADMIN', 'ada'))
  const close = (disabledAt: Date | null) => db().operator.update({ where: { id: operatorId }, data: { disabledAt } })
  vi.mocked(argon2.hash).mockImplementationOnce(async () => {
    await close(new Date())
    return 'never kept'
  })
  expect(await acceptInvitation({ token, password }, '')).toMatchObject({ ok: false, code: 'link_over' })
  expect(await close(null)).toMatchObject({ passwordHash: null })
  expect(await acceptInvitation({ token, password }, '')).toMatchObject({ ok: true })
})

test('whoever takes an invitation while an administrator disables them is told that it is over', async () => {
  const { token, operatorId } = await invited(await actor('ADMIN', 'ada'))
  const holder = await pool().connect()
  await holder.query('begin')
  await holder.query('update "Operator" set "disabledAt" = now() where id = $1', [operatorId])
  const taken = acceptInvitation({ token, password }, '')
  await lockWaiters(1)
  await holder.query('update "OperatorInvitation" set "expiresAt" = now() where "operatorId" = $1', [operatorId])
  await holder.query('commit')
  holder.release()
  expect(await taken).toMatchObject({ ok: false, code: 'link_over' })
})

test('an invitation ends after a day, with a newer one, and when the operator is disabled', async () => {
  const admin = await actor('ADMIN', 'ada')
  const { token, operatorId } = await invited(admin)
  const [row] = await db().$queryRaw<{ hours: number }[]>`
    SELECT extract(epoch FROM "expiresAt" - "createdAt")::float / 3600 AS hours FROM "OperatorInvitation"`
  expect(row?.hours).toBeCloseTo(24, 5)
  const again = await inviteAgain(admin, operatorId)
  if (!again.ok) throw new Error(again.code)
  expect(await openInvitation(token)).toBeNull()
  expect(await openInvitation(tokenOf(again.link))).not.toBeNull()
  await setDisabled(admin, operatorId, true)
  await setDisabled(admin, operatorId, false)
  expect(await openInvitation(tokenOf(again.link))).toBeNull()
})

test('an e-mail is invited once, and nothing of the second invitation stays', async () => {
  const admin = await actor('ADMIN', 'ada')
  await invited(admin)
  const twice = await inviteOperator(admin, { ...grace, role: 'ADMIN' })
  expect(twice).toMatchObject({ ok: false, code: 'email_taken', fields: { email: expect.any(String) } })
  expect(await db().operatorInvitation.count()).toBe(1)
  expect(await db().operator.findUnique({ where: { email: grace.email } })).toMatchObject({ role: 'OPERATOR' })
})

test('nobody demotes, disables, signs out or re-invites themselves', async () => {
  const admin = await actor('ADMIN', 'ada')
  await actor('ADMIN', 'grace')
  const refused = { ok: false, code: 'yourself' }
  expect(await changeRole(admin, admin.id, 'VIEWER')).toMatchObject(refused)
  expect(await setDisabled(admin, admin.id, true)).toMatchObject(refused)
  expect(await inviteAgain(admin, admin.id)).toMatchObject(refused)
  expect(await endOperatorSessions(admin, admin.id)).toMatchObject(refused)
})

test('an administrator stays, even when two demote each other at the same moment', async () => {
  for (let round = 0; round < 5; round++) {
    await db().operator.deleteMany()
    const [ada, grace] = [await actor('ADMIN', 'ada'), await actor('ADMIN', 'grace')]
    const both = await Promise.all([changeRole(ada, grace.id, 'VIEWER'), setDisabled(grace, ada.id, true)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await db().operator.count({ where: { role: 'ADMIN', disabledAt: null } })).toBe(1)
  }
})

test('each change is in the audit trail, with ids and without names', async () => {
  const admin = await actor('ADMIN', 'ada')
  const { operatorId } = await invited(admin)
  await changeRole(admin, operatorId, 'ADMIN')
  await setDisabled(admin, operatorId, true)
  await setDisabled(admin, operatorId, false)
  await endOperatorSessions(admin, operatorId)
  const lines = await db().auditEvent.findMany({ where: { objectId: operatorId }, orderBy: { id: 'asc' } })
  expect(lines.map(({ action }) => action)).toEqual([
    'operator.invited',
    'operator.changed',
    'operator.disabled',
    'operator.enabled',
    'operator.sessions_ended',
  ])
  expect(lines.every((line) => line.operatorId === admin.id)).toBe(true)
  expect(JSON.stringify(lines)).not.toMatch(/grace/i)
})

test('an operator who is gone is said to be gone', async () => {
  const admin = await actor('ADMIN', 'ada')
  const nobody = '00000000-0000-4000-8000-000000000000'
  for (const change of [
    changeRole(admin, nobody, 'VIEWER'),
    setDisabled(admin, nobody, true),
    inviteAgain(admin, nobody),
    endOperatorSessions(admin, nobody),
  ])
    expect(await change).toMatchObject({ ok: false, code: 'not_found' })
})
