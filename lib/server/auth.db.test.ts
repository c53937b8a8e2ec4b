import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import * as callbackEvents from '@/app/api/events/callbacks/route'
import * as linkEvents from '@/app/api/events/links/route'
import * as jobEvents from '@/app/api/events/route'
import { cookieNames } from '@/lib/domain/cookie-names'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import {
  type Action,
  CONFIRMED_MINUTES,
  may,
  needsConfirming,
  permissions,
  type Role,
  roles,
} from '@/lib/domain/permissions'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { actionActor, currentActor, pageActor, routeActor } from './auth'
import { enter, forgetCookie } from './auth-visitor'
import { db } from './db'
import { createSession, findSession } from './session'
import { encodeSessionCookie } from './session-cookie'

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>(), set: vi.fn(), headers: new Headers() }))

vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { value: browser.cookies.get(name) } : undefined),
    set: browser.set,
  }),
  headers: async () => browser.headers,
}))
vi.mock('next/navigation', () => ({
  redirect: (to: string) => {
    throw new Error(`redirect ${to}`)
  },
  forbidden: () => {
    throw new Error('forbidden')
  },
}))

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const origin = 'http://localhost:3000'

beforeEach(async () => {
  await db().operator.deleteMany()
  browser.cookies.clear()
  browser.set.mockClear()
  browser.headers = new Headers({ origin })
})

/** Signs in without the page; gives the cookie. */
async function signedIn(role: Role): Promise<string> {
  const data = { email: `${role}@example.org`, name: role, role, passwordHash: 'not a hash' }
  const { id } = await db().operator.create({ data, select: { id: true } })
  const cookie = await encodeSessionCookie((await createSession(id, '')) ?? '')
  browser.cookies.set('kioo-session', cookie)
  return cookie
}

describe('a page', () => {
  test('sends a stranger to sign in, and back', async () => {
    await expect(pageActor('jobs.read', '/jobs?state=failed')).rejects.toThrow(
      'redirect /sign-in?next=%2Fjobs%3Fstate%3Dfailed',
    )
  })

  test('is forbidden to the wrong role, and knows the right one', async () => {
    await signedIn('VIEWER')
    await expect(pageActor('jobs.create', '/enroll')).rejects.toThrow('forbidden')
    expect(await pageActor('jobs.read', '/jobs')).toMatchObject({ name: 'VIEWER', role: 'VIEWER' })
  })
})

test('a page drawn anew while nobody is at it knows who is asking, and gives no sign of life', async () => {
  await signedIn('ADMIN')
  await db().$executeRaw`UPDATE "OperatorSession" SET "lastSeenAt" = now() - interval '5 minutes'`
  const seen = () => db().operatorSession.findFirstOrThrow({ select: { lastSeenAt: true } })
  const before = await seen()
  browser.cookies.set(cookieNames.unattended, '1')
  expect(await pageActor('jobs.read', '/jobs')).toMatchObject({ name: 'ADMIN' })
  expect(await seen()).toEqual(before)
  browser.cookies.delete(cookieNames.unattended)
  await pageActor('jobs.read', '/jobs')
  expect((await seen()).lastSeenAt.getTime()).toBeGreaterThan(before.lastSeenAt.getTime())
})

describe('an action', () => {
  test.each<[string, HeadersInit]>([
    ['no origin', {}],
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a foreign site', { origin, 'sec-fetch-site': 'cross-site' }],
  ])('is refused with %s, whoever is signed in', async (_, headers) => {
    await signedIn('ADMIN')
    browser.headers = new Headers(headers)
    expect(await actionActor('operators.manage')).toMatchObject({ ok: false, code: 'foreign_origin' })
  })

  test('is refused to a stranger and to the wrong role, and knows the right one', async () => {
    expect(await actionActor('jobs.create')).toMatchObject({ ok: false, code: 'signed_out' })
    await signedIn('OPERATOR')
    expect(await actionActor('operators.manage')).toMatchObject({ ok: false, code: 'forbidden' })
    expect(await actionActor('jobs.create')).toMatchObject({ ok: true, actor: { role: 'OPERATOR' } })
  })

  test('is over with the session', async () => {
    await signedIn('ADMIN')
    await db().$executeRaw`UPDATE "OperatorSession" SET "endedAt" = now()`
    expect(await actionActor('operators.manage')).toMatchObject({ ok: false, code: 'signed_out' })
  })
})

describe('with a password of more than a few minutes ago', () => {
  const actions = Object.keys(permissions).filter((name): name is Action => name in permissions)
  const cells = actions.flatMap((action) => roles.map((role) => [role, action] as const))
  const typedAgo = (minutes: number) =>
    db().$executeRaw`UPDATE "OperatorSession" SET "confirmedAt" = now() - make_interval(mins => ${minutes}::int)`

  test.each(cells)(
    'the door of actions tells %s who asks for %s what is wanted, and nobody else',
    async (role, action) => {
      await signedIn(role)
      const allowed = may({ id: 'me', role }, action)
      const asked = async () => {
        const door = await actionActor(action)
        return door.ok ? 'ok' : door.code
      }
      await typedAgo(CONFIRMED_MINUTES - 1)
      expect(await asked()).toBe(allowed ? 'ok' : 'forbidden')
      await typedAgo(CONFIRMED_MINUTES)
      expect(await asked()).toBe(allowed ? (needsConfirming(action) ? 'password_wanted' : 'ok') : 'forbidden')
    },
  )
})

describe('an action with a form', () => {
  const unfit = refuse('invalid', 'Check the marked fields.')
  const code = async (read: () => Outcome<{ form: string }>) => {
    const door = await actionActor('organisation.manage', read)
    return door.ok ? door.form : door.code
  }
  const confirmedAgo = (minutes: number) =>
    db().$executeRaw`UPDATE "OperatorSession" SET "confirmedAt" = now() - make_interval(mins => ${minutes}::int)`

  test('is told what is wrong with it before the password is asked for', async () => {
    await signedIn('ADMIN')
    await confirmedAgo(CONFIRMED_MINUTES)
    expect(await code(() => unfit)).toBe('invalid')
    expect(await code(() => ({ ok: true, form: 'typed' }))).toBe('password_wanted')
    await confirmedAgo(0)
    expect(await code(() => ({ ok: true, form: 'typed' }))).toBe('typed')
  })

  test('is not even read for a stranger, or for the wrong role', async () => {
    const read = vi.fn(() => unfit)
    expect(await code(read)).toBe('signed_out')
    await signedIn('OPERATOR')
    expect(await code(read)).toBe('forbidden')
    expect(read).not.toHaveBeenCalled()
  })
})

describe('a route', () => {
  const request = (method: string, headers: Record<string, string>) =>
    new Request(`${origin}/api/captures/x/frames/0`, { method, headers })

  async function refusal(asked: Request) {
    const door = await routeActor(asked, 'jobs.create')
    if (door.ok) throw new Error('let in')
    const { status, headers } = door.response
    return { status, cache: headers.get('cache-control'), body: await door.response.json() }
  }

  test('answers 401 to a stranger and 403 to the wrong role, with code and message and no more', async () => {
    const said = { cache: 'no-store', body: { code: 'signed_out', message: expect.any(String) } }
    expect(await refusal(request('GET', {}))).toEqual({ status: 401, ...said })
    expect(await refusal(request('GET', { cookie: 'kioo-session=garbage' }))).toEqual({ status: 401, ...said })
    const cookie = `other=1; kioo-session=${await signedIn('VIEWER')}`
    expect(await refusal(request('GET', { cookie }))).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  })

  test('answers 403 where the password was typed too long ago for what it does', async () => {
    const asked = request('POST', { cookie: `kioo-session=${await signedIn('ADMIN')}`, origin })
    expect(await routeActor(asked, 'audit.export')).toMatchObject({ ok: true })
    await db().$executeRaw`UPDATE "OperatorSession" SET "confirmedAt" = now() - interval '6 minutes'`
    const door = await routeActor(asked, 'audit.export')
    if (door.ok) throw new Error('let in')
    expect(door.response.status).toBe(403)
    expect(await door.response.json()).toMatchObject({ code: 'password_wanted' })
    expect(await routeActor(asked, 'audit.read')).toMatchObject({ ok: true })
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('refuses %s from elsewhere, reads from anywhere', async (method) => {
    const cookie = `kioo-session=${await signedIn('OPERATOR')}`
    expect(await refusal(request(method, { cookie }))).toMatchObject({ status: 403, body: { code: 'foreign_origin' } })
    expect(await routeActor(request(method, { cookie, origin }), 'jobs.create')).toMatchObject({ ok: true })
    expect(await routeActor(request('GET', { cookie }), 'jobs.create')).toMatchObject({ ok: true })
  })

  test('that an open page asks by itself keeps no session alive, however often its stream breaks', async () => {
    const asked = () => request('GET', { cookie: `kioo-session=${cookie}` })
    const cookie = await signedIn('OPERATOR')
    const [{ lastSeenAt }] = await db().$queryRaw<[{ lastSeenAt: Date }]>`
      UPDATE "OperatorSession" SET "lastSeenAt" = now() - interval '29 minutes' RETURNING "lastSeenAt"`
    for (const { GET } of [jobEvents, linkEvents, callbackEvents]) {
      const { status, body } = await GET(asked())
      expect(status).toBe(200)
      await body?.cancel()
    }
    expect(await db().operatorSession.findFirstOrThrow({ select: { lastSeenAt: true } })).toEqual({ lastSeenAt })
    expect(await routeActor(asked(), 'jobs.create')).toMatchObject({ ok: true })
    const after = await db().operatorSession.findFirstOrThrow({ select: { lastSeenAt: true } })
    expect(after.lastSeenAt.getTime()).toBeGreaterThan(lastSeenAt.getTime())
  })
})

describe('the cookie', () => {
  test('is set unreadable to scripts and to other sites, and the session before it ends', async () => {
    await signedIn('OPERATOR')
    const before = await currentActor()
    const next = await createSession(before?.id ?? '', '')
    await enter(next ?? '')
    expect(browser.set).toHaveBeenCalledWith('kioo-session', expect.any(String), {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: false,
      maxAge: 12 * 60 * 60,
    })
    expect(browser.set.mock.calls[0]?.[1]).not.toBe(browser.cookies.get('kioo-session'))
    const ended = await db().operatorSession.findUnique({ where: { id: before?.sessionId ?? '' } })
    expect(ended?.endedAt).not.toBeNull()
    expect(await findSession(next ?? '')).not.toBeNull()
  })

  test('is taken away with the same marks', async () => {
    await forgetCookie()
    expect(browser.set).toHaveBeenCalledWith('kioo-session', '', expect.objectContaining({ path: '/', maxAge: 0 }))
  })
})
