import { hash } from '@node-rs/argon2'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { plansOf } from '@/scripts/testing/plans'
import { signInBrowser } from './auth-options'
import { signIn } from './auth-sign-in'
import { db } from './db'
import { knownDeviceCookie } from './known-device'
import { hashPassword } from './password'
import { HASHES_AT_ONCE, HASHES_WAITING_MAX, inPasswordQueue } from './password-queue'
import { confirm } from './prove-password'
import { findSession } from './session'
import { encodeSessionCookie, sessionCookieName } from './session-cookie'
import { DELAY_MAX_S, FREE_FAILURES, forgiveFailures, giveTurnBack, takeTurn, throttleCounters } from './throttle'

vi.mock('@node-rs/argon2', { spy: true })
const argon2 = await import('@node-rs/argon2')

let database: TestDatabase
let stored: string
const password = 'a quiet river under the bridge'
const email = 'ada@example.org'
const from = { address: '192.0.2.1', device: 'Firefox on Linux' }

beforeAll(async () => {
  database = await testDatabase()
  const made = await hashPassword(password)
  if (!made.ok) throw new Error(made.code)
  stored = made.hash
})
afterAll(() => database.close())
beforeEach(async () => {
  await db().operator.deleteMany()
  await db().signInThrottle.deleteMany()
  await db().operator.create({ data: { email, name: 'Ada', role: 'OPERATOR', passwordHash: stored } })
})

const storedHash = async () => (await db().operator.findUniqueOrThrow({ where: { email } })).passwordHash
const disable = () => db().operator.update({ where: { email }, data: { disabledAt: new Date() } })
const untilUnblocked = () => db().$executeRaw`UPDATE "SignInThrottle" SET "blockedUntil" = now()`

test('the right password opens a session, and the trail says so', async () => {
  const signedIn = await signIn({ email, password }, from)
  if (!signedIn.ok) throw new Error(signedIn.code)
  expect(await findSession(signedIn.sessionToken)).toMatchObject({ email, role: 'OPERATOR' })
  expect(await db().auditEvent.count({ where: { action: 'operator.signed_in' } })).toBe(1)
})

test('an unknown e-mail, a wrong password, a disabled and an invited operator get one answer, after one hash each', async () => {
  await db().operator.create({ data: { email: 'new@example.org', name: 'New', role: 'VIEWER' } })
  const verify = vi.mocked(argon2.verify)
  const answers = []
  const tries = [
    { email: 'nobody@example.org', password },
    { email, password: `${password}?` },
    { email: 'new@example.org', password },
    { email, password },
  ]
  for (const [at, form] of tries.entries()) {
    if (at === 3) await disable()
    verify.mockClear()
    answers.push(await signIn(form, from))
    expect(verify).toHaveBeenCalledTimes(1)
    // The same cost in each: what is checked against was made with the parameters of today.
    expect(verify.mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ ok: false, code: 'wrong_credentials' })
})

test('a hash made at a lower cost is made anew at the next sign-in', async () => {
  const weak = await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
  await db().operator.update({ where: { email }, data: { passwordHash: weak } })
  expect(await signIn({ email, password: 'wrong' }, from)).toMatchObject({ ok: false })
  expect(await storedHash()).toBe(weak)
  expect(await signIn({ email, password }, from)).toMatchObject({ ok: true })
  expect(await storedHash()).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  expect(await signIn({ email, password }, from)).toMatchObject({ ok: true })
})

test('the delay grows from the fifth failure, doubles, and is bounded: a day has fewer than a hundred tries', async () => {
  const waits: number[] = []
  for (let failure = 1; failure <= 20; failure++) {
    await untilUnblocked()
    expect(await signIn({ email, password: 'wrong' }, from)).toMatchObject({ code: 'wrong_credentials' })
    const [row] = await db().$queryRaw<{ seconds: number }[]>`
      SELECT round(extract(epoch FROM max("blockedUntil" - "lastFailure")))::int AS seconds FROM "SignInThrottle"`
    waits.push(row?.seconds ?? -1)
  }
  expect(waits.slice(0, 8)).toEqual([0, 0, 0, 0, 1, 2, 4, 8])
  expect(waits.at(-1)).toBe(DELAY_MAX_S)
  const waited = waits.reduce((sum, seconds) => sum + seconds, 0)
  expect(waits.length + (24 * 3_600 - waited) / DELAY_MAX_S).toBeLessThan(100)
}, 30_000)

test('while blocked not even the right password is tried; afterwards it lets its owner in and clears the count', async () => {
  for (let failure = 0; failure <= FREE_FAILURES; failure++) {
    await untilUnblocked()
    await signIn({ email, password: 'wrong' }, from)
  }
  const verify = vi.mocked(argon2.verify)
  verify.mockClear()
  expect(await signIn({ email, password }, from)).toMatchObject({ ok: false, code: 'throttled' })
  expect(verify).not.toHaveBeenCalled()
  await untilUnblocked()
  expect(await signIn({ email, password }, from)).toMatchObject({ ok: true })
  expect(await db().signInThrottle.count()).toBe(0)
})

test('an account is guarded against many addresses, and an address against trying many accounts', async () => {
  const tries = async (form: (at: number) => Parameters<typeof signIn>) => {
    await db().signInThrottle.deleteMany()
    const answers = []
    for (let at = 0; at < FREE_FAILURES + 3; at++) answers.push(await signIn(...form(at)))
    return answers.filter((answer) => !answer.ok && answer.code === 'throttled').length
  }
  expect(
    await tries((at) => [
      { email, password: 'wrong' },
      { ...from, address: `192.0.2.${at}` },
    ]),
  ).toBeGreaterThan(0)
  expect(await tries((at) => [{ email: `n${at}@example.org`, password: 'wrong' }, from])).toBeGreaterThan(0)
})

const guess = (at: number) => signIn({ email: `n${at}@example.org`, password: 'wrong' }, from)
const failuresOf = async (key: Uint8Array<ArrayBuffer> | undefined) =>
  (await db().signInThrottle.findUnique({ where: { key: key ?? new Uint8Array() } }))?.failures ?? 0

test.each(['signs in', 'proves their password'])(
  'whoever has an account and %s between guesses at others clears nothing of what the address has guessed',
  async (how) => {
    const signedIn = await signIn({ email, password }, from)
    if (!signedIn.ok) throw new Error(signedIn.code)
    const actor = await findSession(signedIn.sessionToken)
    if (!actor) throw new Error('no session')
    const succeed = () => (how === 'signs in' ? signIn({ email, password }, from) : confirm(actor, password, from))
    for (let at = 1; at < FREE_FAILURES; at++) {
      expect(await guess(at)).toMatchObject({ code: 'wrong_credentials' })
      // A right one costs nobody anything, and no delay that it began itself.
      for (let times = 0; times < 2; times++) expect(await succeed()).toMatchObject({ ok: true })
    }
    expect(await guess(FREE_FAILURES)).toMatchObject({ code: 'wrong_credentials' })
    expect(await failuresOf(throttleCounters(email, from).address?.all)).toBe(FREE_FAILURES)
    await untilUnblocked()
    expect(await succeed()).toMatchObject({ ok: true })
    expect(await failuresOf(throttleCounters(email, from).address?.all)).toBe(FREE_FAILURES)
  },
)

test('of right passwords that are being checked at one moment, each forgives itself alone, and none of what the address has guessed', async () => {
  const counters = throttleCounters(email, from)
  for (let at = 0; at < 2; at++) await guess(at)
  const takeTwo = async () => [await takeTurn(counters), await takeTurn(counters)]
  for (const end of [forgiveFailures, giveTurnBack]) {
    const [first, second] = await takeTwo()
    if (!first?.ok || !second?.ok) throw new Error('no turn')
    await forgiveFailures(first.turn)
    await end(second.turn)
    expect(await failuresOf(counters.address?.all)).toBe(2)
  }
  const turns = await takeTwo()
  await Promise.all(turns.map((taken) => taken.ok && forgiveFailures(taken.turn)))
  expect(await failuresOf(counters.address?.all)).toBe(2)
})

test('a right password reads and erases its own counters alone, however many others there are', async () => {
  const plans = await plansOf(() => signIn({ email, password }, from))
  const deletes = plans.filter(({ text }) => /^\s*delete.*"SignInThrottle"/is.test(text))
  expect(deletes.length).toBeGreaterThan(0)
  for (const { plan } of plans.filter(({ plan }) => plan.includes('"SignInThrottle"')))
    expect(plan).not.toContain('"Seq Scan"')
})

test('people of one office who mistype and then get it right make none of the others wait', async () => {
  const colleagues = ['bo', 'cy', 'di', 'ed'].map((name) => `${name}@example.org`)
  const data = colleagues.map((email) => ({ email, name: 'One', role: 'OPERATOR' as const, passwordHash: stored }))
  await db().operator.createMany({ data })
  for (const email of colleagues) {
    for (let times = 0; times < 3; times++)
      expect(await signIn({ email, password: 'wrong' }, from)).toMatchObject({ code: 'wrong_credentials' })
    expect(await signIn({ email, password }, from)).toMatchObject({ ok: true })
  }
  expect(await db().signInThrottle.count()).toBe(0)
})

test('each longest delay without a failure forgets one, so that an address many share gets its free tries back', async () => {
  for (let at = 0; at < FREE_FAILURES; at++) await guess(at)
  const since = (delays: number) =>
    db().$executeRaw`UPDATE "SignInThrottle" SET "blockedUntil" = now(),
                            "lastFailure" = now() - make_interval(secs => ${delays * DELAY_MAX_S}::int)`
  const address = throttleCounters(email, from).address?.all
  await since(0.99)
  await guess(0)
  expect(await failuresOf(address)).toBe(FREE_FAILURES + 1)
  await since(2)
  await guess(0)
  expect(await failuresOf(address)).toBe(FREE_FAILURES)
  await since(50)
  await guess(0)
  expect(await failuresOf(address)).toBe(1)
})

test('a try that its account lets nobody make counts against no address', async () => {
  for (let at = 1; at < FREE_FAILURES; at++)
    await signIn({ email, password: 'wrong' }, { ...from, address: `192.0.2.${100 + at}` })
  const { own, address } = throttleCounters(email, from)
  await Promise.all(Array.from({ length: 10 }, () => signIn({ email, password: 'wrong' }, from)))
  const counted = (await failuresOf(own)) - (FREE_FAILURES - 1)
  expect(counted).toBeGreaterThan(0)
  expect([await failuresOf(address?.all), await failuresOf(address?.here)]).toEqual([counted, counted])
})

test('a stranger who keeps an account blocked does not keep out its owner on a device that is known', async () => {
  const known = { ...from, knownDevice: 'the device at the desk' }
  for (let at = 0; at < 150; at++) await signIn({ email, password: 'wrong' }, { ...from, address: `192.0.2.${at}` })
  // However long the tries took on this machine, the stranger keeps at it.
  await db().$executeRaw`UPDATE "SignInThrottle" SET "blockedUntil" = now() + interval '1 minute'`
  expect(await signIn({ email, password }, from)).toMatchObject({ ok: false, code: 'throttled' })
  expect(await signIn({ email, password }, known)).toMatchObject({ ok: true })
  // And the owner's success does not set the stranger's count back.
  expect(await signIn({ email, password: 'wrong' }, from)).toMatchObject({ ok: false, code: 'throttled' })
})

test('a known device that guesses is counted like any other', async () => {
  const known = { ...from, knownDevice: 'the device at the desk' }
  for (let failure = 0; failure < FREE_FAILURES; failure++)
    expect(await signIn({ email, password: 'wrong' }, known)).toMatchObject({ code: 'wrong_credentials' })
  expect(await signIn({ email, password }, known)).toMatchObject({ ok: false, code: 'throttled' })
  expect(await signIn({ email, password }, from)).toMatchObject({ ok: true })
})

test('of many tries sent at the same moment only the free ones are checked', async () => {
  const verify = vi.mocked(argon2.verify)
  verify.mockClear()
  await Promise.all(
    Array.from({ length: 30 }, (_, at) =>
      signIn({ email, password: 'wrong' }, { ...from, address: `198.51.100.${at}` }),
    ),
  )
  expect(verify.mock.calls.length).toBeLessThanOrEqual(FREE_FAILURES)
})

test('no address and no e-mail is kept for it', async () => {
  await signIn({ email, password: 'wrong' }, from)
  const [dump] = await db().$queryRaw<{ text: string }[]>`SELECT array_agg(t)::text AS text FROM "SignInThrottle" t`
  for (const plain of [email, from.address]) {
    expect(dump?.text).not.toContain(plain)
    expect(dump?.text).not.toContain(Buffer.from(plain).toString('hex'))
  }
})

test('a portal too busy to look at passwords counts nobody as wrong, and says when to come again', async () => {
  let goOn = () => {}
  const held = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const others = Array.from({ length: HASHES_AT_ONCE + HASHES_WAITING_MAX }, () => inPasswordQueue(() => held))
  for (let tries = 0; tries < 2 * FREE_FAILURES; tries++) {
    expect(await signIn({ email, password }, from)).toMatchObject({ ok: false, code: 'busy', againInS: 5 })
  }
  goOn()
  await Promise.all(others)
  expect((await signIn({ email, password }, from)).ok).toBe(true)
})

describe('by next-auth’s own address', () => {
  const browser = (cookie: string) => new Headers({ cookie })

  test('the session that a browser had before ends, once it has signed in again', async () => {
    const before = await signIn({ email, password }, from)
    if (!before.ok) throw new Error(before.code)
    const headers = browser(`other=1; ${sessionCookieName()}=${await encodeSessionCookie(before.sessionToken)}`)
    expect(await signInBrowser({ email, password: 'wrong' }, headers)).toMatchObject({ ok: false })
    expect(await findSession(before.sessionToken)).not.toBeNull()
    const after = await signInBrowser({ email, password }, headers)
    if (!after.ok) throw new Error(after.code)
    expect(await findSession(before.sessionToken)).toBeNull()
    expect(await findSession(after.sessionToken)).toMatchObject({ email })
  })

  test('a stranger who keeps an account blocked does not keep out its owner in a browser that is known', async () => {
    for (let at = 0; at < FREE_FAILURES; at++) await signIn({ email, password: 'wrong' }, from)
    await db().$executeRaw`UPDATE "SignInThrottle" SET "blockedUntil" = now() + interval '1 minute'`
    expect(await signInBrowser({ email, password }, browser(''))).toMatchObject({ ok: false, code: 'throttled' })
    const { name, value } = knownDeviceCookie(email)
    expect(await signInBrowser({ email, password }, browser(`${name}=${value}`))).toMatchObject({ ok: true })
  })
})
