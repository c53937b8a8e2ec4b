import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { testSettings } from '@/scripts/testing/settings'
import { postedForm } from './form'

vi.mock('next/headers', () => ({
  cookies: async () => ({ get: () => undefined }),
  headers: async () => new Headers({ 'accept-language': 'fr' }),
}))

beforeAll(() => {
  Object.assign(process.env, testSettings, {
    DATABASE_URL: 'postgres://localhost/none',
    KIOO_URL: 'https://kioo.example',
  })
})
afterEach(() => {
  vi.useRealTimers()
})

const headers = { origin: 'https://kioo.example', 'content-type': 'application/x-www-form-urlencoded' }
const schema = z.object({ reason: z.string() })

test('a form whose body stops coming is answered 408 after ten seconds, in words, and its connection ends', async () => {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('reason=')),
  })
  const init = { method: 'POST', headers, body, duplex: 'half' }
  vi.useFakeTimers()
  const answered = vi.fn()
  const posting = postedForm(new Request('https://kioo.example/e/cannot', init), schema)
  void posting.then(answered)
  await vi.advanceTimersByTimeAsync(9_900)
  expect(answered).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(200)
  const posted = await posting
  if (posted.ok) throw new Error('A body that never ended was taken')
  const { response } = posted
  expect([response.status, response.headers.get('connection')]).toEqual([408, 'close'])
  expect(await response.text()).toMatch(/<html lang="fr" .*<h1>.+<\/h1><p>.+<\/p>/)
})

test('a form that is larger than any is answered 413, in words, and its connection ends', async () => {
  const body = new URLSearchParams({ reason: 'x'.repeat(9_000) })
  const posted = await postedForm(
    new Request('https://kioo.example/e/cannot', { method: 'POST', headers, body }),
    schema,
  )
  if (posted.ok) throw new Error('A body beyond the limit was taken')
  expect([posted.response.status, posted.response.headers.get('connection')]).toEqual([413, 'close'])
  expect(await posted.response.text()).toMatch(/<h1>.+<\/h1>/)
})

test('one that came is read', async () => {
  const body = new URLSearchParams({ reason: 'other' })
  const posted = await postedForm(
    new Request('https://kioo.example/e/cannot', { method: 'POST', headers, body }),
    schema,
  )
  expect(posted).toEqual({ ok: true, form: { reason: 'other' } })
})
