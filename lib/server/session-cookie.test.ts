import { beforeAll, expect, test } from 'vitest'
import { testSettings } from '@/scripts/testing/settings'
import { authOptions } from './auth-options'
import { cookieOptions, sessionCookieName } from './session-cookie'

beforeAll(() => {
  Object.assign(process.env, testSettings, {
    DATABASE_URL: 'postgres://localhost/none',
    KIOO_URL: 'https://kioo.example',
  })
})

test('over https every cookie is bound to this host and to TLS', () => {
  const strict = { httpOnly: true, sameSite: 'lax', path: '/', secure: true }
  expect(sessionCookieName()).toBe('__Host-kioo-session')
  expect(cookieOptions()).toEqual(strict)
  for (const cookie of Object.values(authOptions().cookies ?? {}))
    expect(cookie).toEqual({ name: expect.stringMatching(/^__Host-kioo-/), options: strict })
})
