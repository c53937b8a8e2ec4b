import { beforeAll, expect, test, vi } from 'vitest'
import { testSettings } from '@/scripts/testing/settings'
import { POST } from './route'

const set = vi.hoisted(() => vi.fn())
vi.mock('next/headers', () => ({ cookies: async () => ({ set }), headers: async () => new Headers() }))

beforeAll(() => {
  Object.assign(process.env, testSettings, {
    DATABASE_URL: 'postgres://localhost/none',
    KIOO_URL: 'https://kioo.example',
  })
})

test('the language’s cookie stays on https behind a proxy that speaks http to the portal', async () => {
  const body = new URLSearchParams({ language: 'sw', back: '/e/visit' })
  const headers = { origin: 'https://kioo.example', 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await POST(new Request('http://10.0.0.7:3000/e/language', { method: 'POST', headers, body }))
  expect(answer.headers.get('location')).toBe('/e/visit')
  const ours = { httpOnly: true, sameSite: 'lax', path: '/', secure: true }
  expect(set.mock.calls).toEqual([['__Host-kioo_language', 'sw', ours]])
})
