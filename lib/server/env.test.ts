import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testSettings } from '@/scripts/testing/settings'

test('a setting left empty is one not given: its default holds, and without one it is named', async () => {
  Object.assign(process.env, testSettings, { DATABASE_URL: '', LOG_LEVEL: '', SMILE_ID_PRODUCTION_API_KEY: '' })
  expect((await import('./env')).env).toThrow(/^Wrong settings\. DATABASE_URL: is not set$/)
  vi.stubEnv('DATABASE_URL', 'postgres://localhost/none')
  expect((await import('./env')).env()).toMatchObject({ LOG_LEVEL: 'info' })
})

/** The line that the settings together with these are answered with; null when they are taken. */
async function refused(more: Record<string, string>): Promise<string | null> {
  vi.resetModules()
  for (const [name, value] of Object.entries({ ...testSettings, DATABASE_URL: 'postgres://localhost/none', ...more }))
    vi.stubEnv(name, value)
  const { env } = await import('./env')
  try {
    env()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

beforeEach(() => void vi.unstubAllEnvs())
afterEach(() => void vi.unstubAllEnvs())

const production = { SMILE_ID_PRODUCTION_PARTNER_ID: '100', SMILE_ID_PRODUCTION_API_KEY: 'a-secret-key' }

test.each([
  [{ SMILE_ID_PRODUCTION_PARTNER_ID: '100' }, 'SMILE_ID_PRODUCTION_API_KEY'],
  [{ SMILE_ID_PRODUCTION_API_KEY: 'a-secret-key' }, 'SMILE_ID_PRODUCTION_PARTNER_ID'],
  [{ ...production, SMILE_ID_PRODUCTION_URL: 'http://10.0.0.7/v1' }, 'SMILE_ID_PRODUCTION_URL'],
  [{ ...production, KIOO_URL: 'http://kioo.example.org' }, 'KIOO_URL'],
  [{ SMILE_ID_SANDBOX_URL: 'https://api.smileidentity.com/v1' }, 'SMILE_ID_SANDBOX_URL'],
  [{ ...production, SMILE_ID_PRODUCTION_URL: 'https://testapi.smileidentity.com/v1' }, 'SMILE_ID_PRODUCTION_URL'],
  [{ KIOO_URL: 'https://example.org/kioo' }, 'KIOO_URL'],
  [{ KIOO_URL: 'https://kioo.example.org/?a=b' }, 'KIOO_URL'],
])(
  'half an account, the other environment’s address, a path under a host, and plain http for what is real, is refused by name and without the value: %o',
  async (more, name) => {
    const line = await refused(more)
    expect(line).toMatch(new RegExp(`^Wrong settings\\. ${name}: `))
    expect(line).not.toContain('a-secret-key')
  },
)

test.each([
  [{ ...production, KIOO_URL: 'https://kioo.example.org' }],
  [{ ...production, KIOO_URL: 'http://localhost:3000' }],
  [{ KIOO_URL: 'http://kioo.example.org' }],
  [{ KIOO_URL: 'https://kioo.example.org/' }],
  [{ SMILE_ID_SANDBOX_URL: 'http://sandbox:4010/v1' }],
  [{ ...production, SMILE_ID_PRODUCTION_URL: 'http://127.0.0.1:4010/v1', KIOO_URL: 'http://[::1]:3000' }],
])('a whole account is taken, and http where it stays on this machine or concerns nobody real: %o', async (more) => {
  expect(await refused(more)).toBe(null)
})

test('two frame keys with one id are refused: what the second sealed would open no more', async () => {
  const [one, other] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64'))
  expect(await refused({ KIOO_FRAME_KEYS: `k2:${one},k1:${other}` })).toBe(null)
  const line = await refused({ KIOO_FRAME_KEYS: `k1:${one},k1:${other}` })
  expect(line).toBe('Wrong settings. KIOO_FRAME_KEYS: needs another id for each key')
})
