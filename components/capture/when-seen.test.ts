import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { whenSeen } from './when-seen'

const page = Object.assign(new EventTarget(), { hidden: false })

beforeEach(() => vi.stubGlobal('document', page))
afterEach(() => vi.unstubAllGlobals())

function show(isShown: boolean) {
  page.hidden = !isShown
  page.dispatchEvent(new Event('visibilitychange'))
}

/** What has become of it by now. */
async function after(waiting: Promise<void>): Promise<string> {
  const settled = waiting.then(
    () => 'seen',
    () => 'left',
  )
  return Promise.race([settled, new Promise<string>((resolve) => setImmediate(resolve, 'waits'))])
}

test('a page that is seen is not waited for', async () => {
  show(true)
  expect(await after(whenSeen(new AbortController().signal))).toBe('seen')
})

test('a hidden page is waited for until it is seen', async () => {
  show(false)
  const waiting = whenSeen(new AbortController().signal)
  expect(await after(waiting)).toBe('waits')
  show(false)
  expect(await after(waiting)).toBe('waits')
  show(true)
  expect(await after(waiting)).toBe('seen')
})

test('nobody waits for it once the camera is off', async () => {
  show(false)
  const leaving = new AbortController()
  const waiting = whenSeen(leaving.signal)
  leaving.abort()
  expect(await after(waiting)).toBe('left')
  expect(await after(whenSeen(leaving.signal))).toBe('left')
})
