import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { code, newOperator } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { newLink, newVisit } from '@/scripts/testing/links'
import { currentVisit, keepVisitCookie, ownVisitCookie, requestVisit, visitActor } from './auth-visit'
import { db } from './db'

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>(), set: vi.fn(), headers: new Headers() }))

vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { value: browser.cookies.get(name) } : undefined),
    set: browser.set,
  }),
  headers: async () => browser.headers,
}))

const origin = 'http://localhost:3000'

let database: TestDatabase
let ada: { id: string }
beforeAll(async () => {
  database = await testDatabase()
  ada = await newOperator()
})
afterAll(() => database.close())
beforeEach(() => {
  browser.cookies.clear()
  browser.headers = new Headers({ origin })
})

/** This browser has claimed a link. */
async function begun() {
  const visit = await newVisit((await newLink(ada)).token)
  browser.cookies.set('kioo_visit', visit.cookie)
  return visit
}

test('the cookie is out of reach of scripts and other sites, and lasts a day', async () => {
  await keepVisitCookie('token')
  expect(browser.set).toHaveBeenCalledExactlyOnceWith('kioo_visit', 'token', {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: false,
    maxAge: 86_400,
  })
})

test('the browser that claimed is known by its cookie, another is not', async () => {
  const { id } = await begun()
  expect(await currentVisit()).toMatchObject({ id, isOpen: true })
  expect(await visitActor()).toMatchObject({ ok: true, visit: { id } })
  browser.cookies.clear()
  expect(await currentVisit()).toBeNull()
  expect(await visitActor()).toMatchObject({ ok: false, code: 'no_visit' })
})

test('a tampered cookie is nobody', async () => {
  const { cookie } = await begun()
  const tampered = [
    cookie.slice(1),
    `${cookie}A`,
    `${cookie.startsWith('A') ? 'B' : 'A'}${cookie.slice(1)}`,
    "' OR 1=1",
  ]
  for (const value of tampered) {
    browser.cookies.set('kioo_visit', value)
    expect(code(await visitActor())).toBe('no_visit')
  }
  browser.cookies.set('kioo_visit', `${cookie}A`)
  expect(await ownVisitCookie()).toBeNull()
})

test.each<[string, HeadersInit]>([
  ['no origin', {}],
  ['a foreign origin', { origin: 'https://evil.example' }],
  ['a foreign site', { origin, 'sec-fetch-site': 'cross-site' }],
])('with %s the cookie opens no door', async (_, headers) => {
  const { cookie } = await begun()
  browser.headers = new Headers(headers)
  expect(code(await visitActor())).toBe('foreign_origin')
  const request = new Request(`${origin}/api`, {
    method: 'PUT',
    headers: { ...headers, cookie: `kioo_visit=${cookie}` },
  })
  expect(await requestVisit(request)).toBeNull()
})

test('a request is known by its own cookie, and not by one that only ends alike', async () => {
  const { cookie, id } = await begun()
  const from = (cookies: string) =>
    requestVisit(new Request(`${origin}/api`, { method: 'PUT', headers: { origin, cookie: cookies } }))
  expect(await from(`a=b; kioo_visit=${cookie}; c=d`)).toMatchObject({ id })
  expect(await from(`not_kioo_visit=${cookie}`)).toBeNull()
})

test('a visit whose time is over opens no door, and a day later is not known at all', async () => {
  const { id } = await begun()
  await db().$executeRaw`UPDATE "Visit" SET deadline = now() - interval '1 s' WHERE id = ${id}::uuid`
  expect(code(await visitActor())).toBe('visit_over')
  await db().$executeRaw`UPDATE "Visit" SET deadline = now() - interval '25 h' WHERE id = ${id}::uuid`
  expect(code(await visitActor())).toBe('no_visit')
})
