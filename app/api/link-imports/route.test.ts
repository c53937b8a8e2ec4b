import { expect, test, vi } from 'vitest'
import { CSV_BYTES_MAX, fileTooLarge } from '@/lib/domain/import-file'
import { testSettings } from '@/scripts/testing/settings'
import { POST } from './route'

// Who is asking has tests of its own beside the door.
vi.mock('@/lib/server/auth', () => ({ routeActor: async () => ({ ok: true, actor: { id: 'ada', role: 'OPERATOR' } }) }))

test('a file beyond a megabyte is 413 in the words of the form, and what was left unread of it stands before nobody', async () => {
  Object.assign(process.env, testSettings, { DATABASE_URL: 'postgres://localhost/none' })
  const body = new FormData()
  body.set('file', new File(['x'.repeat(2 * CSV_BYTES_MAX)], 'people.csv'))
  const answer = await POST(new Request('http://kioo.test', { method: 'POST', body }))
  expect([answer.status, answer.headers.get('connection')]).toEqual([413, 'close'])
  expect(await answer.json()).toEqual(fileTooLarge)
})
