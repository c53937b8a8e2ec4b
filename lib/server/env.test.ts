import { expect, test, vi } from 'vitest'
import { testSettings } from '@/scripts/testing/settings'

test('a setting left empty is one not given: its default holds, and without one it is named', async () => {
  Object.assign(process.env, testSettings, { DATABASE_URL: '', LOG_LEVEL: '', SMILE_ID_PRODUCTION_API_KEY: '' })
  expect((await import('./env')).env).toThrow(/^Wrong settings\. DATABASE_URL: is not set$/)
  vi.stubEnv('DATABASE_URL', 'postgres://localhost/none')
  expect((await import('./env')).env()).toMatchObject({ LOG_LEVEL: 'info' })
})
