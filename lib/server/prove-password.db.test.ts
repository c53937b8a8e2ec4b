import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { CONFIRMED_MINUTES } from '@/lib/domain/permissions'
import { code } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { endOwnSession } from './account'
import { signIn } from './auth-sign-in'
import { db } from './db'
import { hashPassword } from './password'
import { confirm } from './prove-password'
import { createSession, findSession } from './session'
import { FREE_FAILURES } from './throttle'

vi.mock('@node-rs/argon2', { spy: true })
const argon2 = await import('@node-rs/argon2')

const password = 'a quiet river under the bridge'
const email = 'ada@example.org'
const from = { address: '192.0.2.1' }

let database: TestDatabase
let passwordHash: string
beforeAll(async () => {
  database = await testDatabase()
  const made = await hashPassword(password)
  if (!made.ok) throw new Error(made.code)
  passwordHash = made.hash
})
afterAll(() => database.close())
beforeEach(async () => {
  await db().operator.deleteMany()
  await db().signInThrottle.deleteMany()
  await db().operator.create({ data: { email, name: 'Ada', role: 'ADMIN', passwordHash } })
})

/** A session whose password was typed too long ago. */
async function oldSession() {
  const { id } = await db().operator.findUniqueOrThrow({ where: { email }, select: { id: true } })
  const token = (await createSession(id, '')) ?? ''
  await db().$executeRaw`
    UPDATE "OperatorSession" SET "confirmedAt" = now() - make_interval(mins => ${CONFIRMED_MINUTES}::int)`
  const found = await findSession(token)
  if (!found) throw new Error('no session')
  return { actor: found, isConfirmed: async () => (await findSession(token))?.confirmed }
}

test('signing in counts as having typed the password, for some minutes', async () => {
  const signedIn = await signIn({ email, password }, { ...from, device: '' })
  if (!signedIn.ok) throw new Error(signedIn.code)
  expect(await findSession(signedIn.sessionToken)).toMatchObject({ confirmed: true })
  expect(await (await oldSession()).isConfirmed()).toBe(false)
})

test('the right password confirms the session it was typed in, and no other', async () => {
  const other = await oldSession()
  const { actor, isConfirmed } = await oldSession()
  expect(await confirm(actor, password, from)).toEqual({ ok: true })
  expect(await isConfirmed()).toBe(true)
  expect(await other.isConfirmed()).toBe(false)
})

test('a wrong password confirms nothing, and waits as at signing in: the tries count together', async () => {
  const { actor, isConfirmed } = await oldSession()
  for (let tries = 1; tries < FREE_FAILURES; tries++) {
    expect(await confirm(actor, `${password}?`, from)).toMatchObject({
      code: 'wrong_password',
      fields: { present: expect.any(String) },
    })
    expect(await isConfirmed()).toBe(false)
  }
  expect(code(await signIn({ email, password: 'wrong' }, { ...from, device: '' }))).toBe('wrong_credentials')
  const blocked = await confirm(actor, password, from)
  expect(blocked).toMatchObject({ ok: false, code: 'throttled' })
  // The same words, to the second perhaps.
  const asAtTheDoor = await signIn({ email, password }, { ...from, device: '' })
  const plain = (answer: typeof blocked) =>
    answer.ok ? '' : answer.message.replace(/\d+/, 'n').replace('seconds', 'second')
  expect(plain(asAtTheDoor)).toBe(plain(blocked))
  expect(await isConfirmed()).toBe(false)
})

test('right, wrong or never chosen: it costs one hash of the same price', async () => {
  const verify = vi.mocked(argon2.verify)
  const { actor } = await oldSession()
  const tries = [password, 'wrong', password]
  for (const [at, typed] of tries.entries()) {
    if (at === 2) await db().operator.update({ where: { email }, data: { passwordHash: null } })
    verify.mockClear()
    expect(code(await confirm(actor, typed, from))).toBe(at === 0 ? 'ok' : 'wrong_password')
    expect(verify).toHaveBeenCalledTimes(1)
    expect(verify.mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  }
})

test.each<[string, (actor: Awaited<ReturnType<typeof oldSession>>['actor']) => Promise<unknown>]>([
  ['the session ended', (actor) => endOwnSession(actor, actor.sessionId)],
  ['the operator was disabled', () => db().operator.update({ where: { email }, data: { disabledAt: new Date() } })],
  ['the password was changed', () => db().operator.update({ where: { email }, data: { passwordHash: 'another' } })],
])('nothing is confirmed when %s while the password was being checked', async (_, meanwhile) => {
  const { actor, isConfirmed } = await oldSession()
  vi.mocked(argon2.verify).mockImplementationOnce(async () => {
    await meanwhile(actor)
    return true
  })
  expect(await confirm(actor, password, from)).toMatchObject({ ok: false, code: 'wrong_password' })
  expect(await isConfirmed()).not.toBe(true)
})
