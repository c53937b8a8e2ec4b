import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Role } from '@/lib/domain/permissions'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { changePassword, endOwnSession, listSessions } from './account'
import { db } from './db'
import { changeRole, endOperatorSessions, setDisabled } from './operators'
import { hashPassword } from './password'
import { createSession, endSessions, findSession, wipeSessions } from './session'
import { decodeSessionCookie, encodeSessionCookie } from './session-cookie'

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

async function operator(role: Role, name: string = role): Promise<string> {
  const data = { email: `${name.toLowerCase()}@example.org`, name, role, passwordHash: 'not a hash' }
  return (await db().operator.create({ data, select: { id: true } })).id
}

async function enter(operatorId: string): Promise<string> {
  const token = await createSession(operatorId, 'Firefox on Linux')
  if (!token) throw new Error('no session')
  return token
}

async function actorOf(token: string) {
  const actor = await findSession(token)
  if (!actor) throw new Error('no actor')
  return actor
}

async function age(column: 'lastSeenAt' | 'expiresAt', minutes: number): Promise<void> {
  const set = minutes === 0 ? '' : `"${column}" = now() - interval '${minutes} minutes'`
  await db().$executeRawUnsafe(`UPDATE "OperatorSession" SET ${set}`)
}

describe('a session', () => {
  test('is somebody, until it is ended', async () => {
    const id = await operator('OPERATOR')
    const token = await enter(id)
    const actor = await actorOf(token)
    expect(actor).toEqual({
      id,
      sessionId: expect.any(String),
      email: 'operator@example.org',
      name: 'OPERATOR',
      role: 'OPERATOR',
      confirmed: true,
    })
    expect(await endOwnSession(actor, actor.sessionId)).toEqual({ ok: true })
    expect(await findSession(token)).toBeNull()
  })

  test('is not kept in any form that could be used again', async () => {
    const token = await enter(await operator('ADMIN'))
    const cookie = await encodeSessionCookie(token)
    const [dump] = await db().$queryRaw<{ text: string }[]>`SELECT array_agg(s)::text AS text FROM "OperatorSession" s`
    for (const secret of [
      token,
      Buffer.from(token).toString('hex'),
      Buffer.from(token, 'base64url').toString('hex'),
      cookie,
    ])
      expect(dump?.text).not.toContain(secret)
    expect(await decodeSessionCookie(cookie)).toBe(token)
    expect(cookie).not.toContain(token)
  })

  test('is a new one at each sign-in', async () => {
    const id = await operator('VIEWER')
    expect(await enter(id)).not.toBe(await enter(id))
  })

  test('of a stranger, or of an altered cookie, is nobody', async () => {
    const cookie = await encodeSessionCookie(await enter(await operator('ADMIN')))
    expect(await findSession('x'.repeat(43))).toBeNull()
    expect(await decodeSessionCookie(`${cookie.slice(0, -2)}AA`)).toBeNull()
    expect(await decodeSessionCookie('')).toBeNull()
  })

  test('cannot be had by a disabled operator', async () => {
    const id = await operator('OPERATOR')
    await db().operator.update({ where: { id }, data: { disabledAt: new Date() } })
    expect(await createSession(id, '')).toBeNull()
  })
})

describe('time ends a session', () => {
  test.each([
    ['ADMIN', 14, 16],
    ['OPERATOR', 29, 31],
    ['VIEWER', 29, 31],
  ] as const)('of an idle %s after more than %d minutes', async (role, still, over) => {
    const token = await enter(await operator(role))
    await age('lastSeenAt', still)
    expect(await findSession(token)).not.toBeNull()
    await age('lastSeenAt', over)
    expect(await findSession(token)).toBeNull()
  })

  test.each([
    ['ADMIN', 8],
    ['OPERATOR', 12],
    ['VIEWER', 12],
  ] as const)('of a busy %s after %d hours', async (role, hours) => {
    const token = await enter(await operator(role))
    const [row] = await db().$queryRaw<{ hours: number }[]>`
      SELECT extract(epoch FROM "expiresAt" - "createdAt")::float / 3600 AS hours FROM "OperatorSession"`
    expect(row?.hours).toBeCloseTo(hours, 5)
    await age('expiresAt', 1)
    expect(await findSession(token)).toBeNull()
  })

  test('and each use puts the idle end off, written at most once a minute', async () => {
    const token = await enter(await operator('OPERATOR'))
    const seen = () => db().operatorSession.findFirstOrThrow({ select: { lastSeenAt: true } })
    const first = await seen()
    await findSession(token)
    expect(await seen()).toEqual(first)
    await age('lastSeenAt', 5)
    await findSession(token)
    expect((await seen()).lastSeenAt.getTime()).toBeGreaterThanOrEqual(first.lastSeenAt.getTime())
  })
})

describe('at the next request a session is over', () => {
  test('when the operator is disabled, and stays over when they are enabled again', async () => {
    const admin = await actorOf(await enter(await operator('ADMIN')))
    const id = await operator('OPERATOR')
    const token = await enter(id)
    expect(await setDisabled(admin, id, true)).toEqual({ ok: true })
    expect(await findSession(token)).toBeNull()
    expect(await setDisabled(admin, id, false)).toEqual({ ok: true })
    expect(await findSession(token)).toBeNull()
  })

  test('when an administrator signs the operator out, on every device, and nobody else’s is', async () => {
    const mine = await enter(await operator('ADMIN'))
    const id = await operator('OPERATOR')
    const tokens = [await enter(id), await enter(id)]
    expect(await endOperatorSessions(await actorOf(mine), id)).toEqual({ ok: true })
    for (const token of tokens) expect(await findSession(token)).toBeNull()
    expect(await findSession(mine)).not.toBeNull()
    expect(await findSession(await enter(id))).not.toBeNull()
  })

  test('when the operator is disabled by any other hand', async () => {
    const id = await operator('OPERATOR')
    const token = await enter(id)
    await db().operator.update({ where: { id }, data: { disabledAt: new Date() } })
    expect(await findSession(token)).toBeNull()
  })

  test('when the role changes', async () => {
    const admin = await actorOf(await enter(await operator('ADMIN')))
    const id = await operator('OPERATOR')
    const token = await enter(id)
    expect(await changeRole(admin, id, 'VIEWER')).toEqual({ ok: true })
    expect(await findSession(token)).toBeNull()
  })

  test('when the password changes, this one and the others; the answer is a new one', async () => {
    const id = await operator('OPERATOR')
    const made = await hashPassword('the present password')
    if (!made.ok) throw new Error('busy')
    await db().operator.update({ where: { id }, data: { passwordHash: made.hash } })
    const [here, elsewhere] = [await enter(id), await enter(id)]
    const changed = await changePassword(
      await actorOf(here),
      { present: 'the present password', password: 'a quiet river under the bridge' },
      { address: '192.0.2.1', device: '' },
    )
    if (!changed.ok) throw new Error(changed.code)
    expect(await findSession(here)).toBeNull()
    expect(await findSession(elsewhere)).toBeNull()
    expect(await findSession(changed.sessionToken)).toMatchObject({ id })
  })

  test('when all are ended but one', async () => {
    const id = await operator('OPERATOR')
    const [kept, other] = [await enter(id), await enter(id)]
    await endSessions(db(), id, (await actorOf(kept)).sessionId)
    expect(await findSession(kept)).not.toBeNull()
    expect(await findSession(other)).toBeNull()
  })
})

test('an operator sees and ends only their own sessions', async () => {
  const mine = await actorOf(await enter(await operator('OPERATOR')))
  const theirsToken = await enter(await operator('VIEWER'))
  const theirs = await actorOf(theirsToken)
  expect(await listSessions(mine)).toEqual([
    {
      id: mine.sessionId,
      device: 'Firefox on Linux',
      createdAt: expect.any(Date),
      lastSeenAt: expect.any(Date),
      present: true,
    },
  ])
  expect(await endOwnSession(mine, theirs.sessionId)).toMatchObject({ ok: false, code: 'not_found' })
  expect(await findSession(theirsToken)).not.toBeNull()
})

describe('a password change does not undo what happened while the present password was being checked:', () => {
  const present = 'the present password'
  const form = { present, password: 'a quiet river under the bridge' }
  const from = { address: '192.0.2.1', device: '' }

  async function changedWhile(meanwhile: (id: string) => Promise<unknown>) {
    const id = await operator('OPERATOR')
    const made = await hashPassword(present)
    if (!made.ok) throw new Error(made.code)
    await db().operator.update({ where: { id }, data: { passwordHash: made.hash } })
    const actor = await actorOf(await enter(id))
    vi.mocked(argon2.verify).mockImplementationOnce(async () => {
      await meanwhile(id)
      return true
    })
    const changed = await changePassword(actor, form, from)
    const { passwordHash } = await db().operator.findUniqueOrThrow({ where: { id } })
    return { id, changed, passwordHash, before: made.hash }
  }

  test('another password set meanwhile stays, and nobody is let in by the old one', async () => {
    const { id, changed, passwordHash } = await changedWhile((owner) =>
      db().operator.update({ where: { id: owner }, data: { passwordHash: 'the hash of a reset' } }),
    )
    expect(changed).toMatchObject({ ok: false, code: 'signed_out' })
    expect(passwordHash).toBe('the hash of a reset')
    expect(await db().auditEvent.count({ where: { objectId: id, action: 'operator.password_changed' } })).toBe(0)
  })

  test('an account disabled meanwhile keeps the password it had', async () => {
    const { changed, passwordHash, before } = await changedWhile((owner) =>
      db().operator.update({ where: { id: owner }, data: { disabledAt: new Date() } }),
    )
    expect(changed).toMatchObject({ ok: false, code: 'signed_out' })
    expect(passwordHash).toBe(before)
  })
})

test('a session is forgotten a month after its end, and one that is alive or ended lately is not', async () => {
  const id = await operator('OPERATOR')
  const [ended, ranOut, lately, alive] = [await enter(id), await enter(id), await enter(id), await enter(id)]
  const sessions = await Promise.all([ended, ranOut, lately].map(async (token) => (await actorOf(token)).sessionId))
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
  const changes = [{ endedAt: daysAgo(31) }, { expiresAt: daysAgo(31) }, { endedAt: daysAgo(29) }]
  for (const [at, sessionId] of sessions.entries())
    await db().operatorSession.update({ where: { id: sessionId }, data: changes[at] ?? {} })
  expect(await wipeSessions()).toBe(2)
  expect(await db().operatorSession.count()).toBe(2)
  expect(await findSession(alive)).not.toBeNull()
})
