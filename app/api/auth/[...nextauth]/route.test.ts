import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { beforeAll, expect, test, vi } from 'vitest'
import { authOptions } from '@/lib/server/auth-options'
import { testSettings } from '@/scripts/testing/settings'
import { GET, POST } from './route'

// Both it and the route ask Next for the request's cookies, of which there are only those that a test puts here.
vi.mock('next-auth', () => ({ default: vi.fn(async () => new Response()) }))
const jar = vi.hoisted(() => new Map<string, { value: string }>())
vi.mock('next/headers', () => ({ cookies: async () => jar }))

beforeAll(() => {
  Object.assign(process.env, testSettings, { DATABASE_URL: 'postgres://localhost/none' })
})

const origin = testSettings.KIOO_URL ?? ''

function post(path: string, body: BodyInit, headers: Record<string, string> = { origin }): Promise<Response> {
  const request = new NextRequest(`${origin}/api/auth/${path}`, { method: 'POST', headers, body, duplex: 'half' })
  return POST(request, { params: Promise.resolve({ nextauth: path.split('/') }) })
}

test('a body without end is dropped for a moment and then left, and its connection ends', async () => {
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1024
      controller.enqueue(new Uint8Array(1024))
    },
  })
  const answer = await post('callback/credentials', endless)
  expect([answer.status, answer.headers.get('connection')]).toEqual([413, 'close'])
  expect(sent).toBeLessThan(9_000_000)
})

test("nobody writes into the log through next-auth's own address for it", async () => {
  expect((await post('_log', '{"level":"error","code":"anything"}')).status).toBe(404)
})

test('another site is refused before anything is read', async () => {
  expect((await post('signout', '{}', { origin: 'https://evil.example' })).status).toBe(403)
})

test.each(['signin/credentials', 'callback/credentials', 'signout', 'csrf'])(
  'JSON that was cut on its way is a bad request, and no failure of the portal: %s',
  async (path) => {
    const torn = await post(path, '{"email":"a@b.c",', { origin, 'content-type': 'application/json' })
    expect(torn.status).toBe(400)
    expect(await torn.json()).toMatchObject({ code: 'unreadable' })
  },
)

test('where next-auth says that a wrong password leads, is the sign-in page', async () => {
  const context = { params: Promise.resolve({ nextauth: ['error'] }) }
  const answer = await GET(new NextRequest(`${origin}/api/auth/error?error=CredentialsSignin`), context)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in'])
})

test.each(['error/more', 'signin', 'signout', 'verify-request', '_log', 'session/more', ''])(
  'a page of next-auth’s own that nobody uses is not there: %s',
  async (path) => {
    const context = { params: Promise.resolve({ nextauth: path.split('?')[0]?.split('/') ?? [] }) }
    expect((await GET(new NextRequest(`${origin}/api/auth/${path}`), context)).status).toBe(404)
  },
)

test('where an address says to lead does not reach next-auth, which would answer 500 to what is no address', async () => {
  const context = { params: Promise.resolve({ nextauth: ['csrf'] }) }
  await GET(new NextRequest(`${origin}/api/auth/csrf?callbackUrl=javascript:alert(1)`), context)
  await post('callback/credentials?callbackUrl=nowhere', 'json=true')
  const heard = vi.mocked(NextAuth).mock.calls.map(([request]) => new URL(request.url).href)
  expect(heard).toEqual([`${origin}/api/auth/csrf`, `${origin}/api/auth/callback/credentials`])
})

test.each([
  ['nowhere', false],
  ['javascript:alert(1)', false],
  [`${origin}/jobs`, true],
])('its cookie of where to lead, with %s, reaches next-auth only where it is an address', async (value, reaches) => {
  jar.set('kioo-callback-url', { value })
  vi.mocked(NextAuth).mockImplementationOnce(async () => new Response(String(jar.has('kioo-callback-url'))))
  expect(await (await post('signout', 'json=true')).text()).toBe(String(reaches))
  jar.clear()
})

test.each([
  ['/jobs?state=approved', '/jobs?state=approved'],
  [`${origin}/enroll`, '/enroll'],
  ['https://evil.example/jobs', '/'],
  [`${origin}.evil.example/jobs`, '/'],
  ['//evil.example', '/'],
  ['/api/auth/signout', '/'],
  ['javascript:alert(1)', '/'],
  ['nowhere', '/'],
])('next-auth leads from %s to %s', async (url, path) => {
  expect(await authOptions().callbacks?.redirect?.({ url, baseUrl: origin })).toBe(origin + path)
})
