import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { holding } from './hold-drawings'
import { waitingForPortal } from './portal-wait'

const fetched = vi.fn<typeof fetch>()
const open = new URL('http://kioo.test/jobs/1?_rsc=x')
const drawing = { headers: { rsc: '1' } }

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', { location: { pathname: '/jobs/1' } })
  fetched.mockReset()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** An answer of which the half comes. */
function torn(): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('half'))
      controller.error(new TypeError('network error'))
    },
  })
  return new Response(body)
}

test.each([
  ['is gone when it is asked', () => fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))],
  ['is gone half-way through its answer', () => fetched.mockResolvedValueOnce(torn())],
  ['is away behind its proxy', () => fetched.mockResolvedValueOnce(new Response('', { status: 502 }))],
])('an open page is asked for again of a portal that %s', async (_, fail) => {
  fail()
  fetched.mockResolvedValueOnce(new Response('the page'))
  const answer = holding(fetched)(open, drawing)
  await vi.runAllTimersAsync()
  expect(await (await answer).text()).toBe('the page')
  expect(fetched).toHaveBeenCalledTimes(2)
})

test('a page that fails as such is not asked for again', async () => {
  fetched.mockResolvedValueOnce(new Response('', { status: 500 }))
  expect((await holding(fetched)(open, drawing)).status).toBe(500)
})

test.each([
  ['what is fetched ahead', open, { headers: { rsc: '1', 'next-router-prefetch': '1' } }],
  ['an action', open, { method: 'POST', headers: { 'next-action': 'x' } }],
  ['anything of ours', '/api/health/live', {}],
])('%s fails at once', async (_, address, init) => {
  fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
  await expect(holding(fetched)(address, init)).rejects.toThrow('Failed to fetch')
})

test('another page is waited for while the portal is away, which is said meanwhile, and asked for once it is back', async () => {
  vi.stubGlobal('fetch', vi.fn<typeof fetch>())
  const there = vi.mocked(fetch)
  there.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValueOnce(new Response('ok'))
  fetched.mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValueOnce(new Response('the jobs'))
  const answer = holding(fetched)(new URL('http://kioo.test/jobs?_rsc=x'), drawing)
  await vi.advanceTimersByTimeAsync(100)
  expect(waitingForPortal.is()).toBe(true)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await (await answer).text()).toBe('the jobs')
  expect(waitingForPortal.is()).toBe(false)
  expect(fetched).toHaveBeenCalledTimes(2)
})

test('another page that fails though the portal is there fails as usual', async () => {
  vi.stubGlobal('fetch', vi.fn<typeof fetch>().mockResolvedValue(new Response('ok')))
  fetched.mockRejectedValue(new TypeError('Failed to fetch'))
  await expect(holding(fetched)(new URL('http://kioo.test/jobs?_rsc=x'), drawing)).rejects.toThrow('Failed to fetch')
  expect(fetched).toHaveBeenCalledTimes(2)
})

test('who gives up waiting is let go', async () => {
  const given = new AbortController()
  given.abort()
  fetched.mockRejectedValueOnce(given.signal.reason)
  await expect(holding(fetched)(open, { ...drawing, signal: given.signal })).rejects.toBe(given.signal.reason)
})
