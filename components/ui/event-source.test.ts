import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { UNATTENDED_MS, watchAttendance } from './attended'
import { openEvents } from './event-source'

/** The browser's own, as far as it matters here. */
class Stream extends EventTarget {
  static readonly CLOSED = 2
  static opened: Stream[] = []
  readyState = 0
  constructor(readonly url: string) {
    super()
    Stream.opened.push(this)
  }
  close() {
    this.readyState = Stream.CLOSED
  }
  say(name: string) {
    this.dispatchEvent(new Event(name))
  }
}

const page = Object.assign(new EventTarget(), { hidden: false })
let end = () => {}
const onMoves = vi.fn()
const onGap = vi.fn()
const onRest = vi.fn()
const onSignedOut = vi.fn()
const fetched = vi.fn<typeof fetch>()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Stream)
  vi.stubGlobal('document', page)
  vi.stubGlobal('fetch', fetched)
  Stream.opened = []
  page.hidden = false
  onMoves.mockClear()
  onGap.mockClear()
  onRest.mockClear()
  onSignedOut.mockClear()
  fetched.mockReset()
  end = openEvents('/api/events?job=x', {
    current: { drawnAt: 4_711, onMoves, onGap, onRest, onSignedOut },
  })
})
afterEach(() => {
  end()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function stream(): Stream {
  const last = Stream.opened.at(-1)
  if (!last) throw new Error('no stream was opened')
  return last
}
function show(isShown: boolean) {
  page.hidden = !isShown
  page.dispatchEvent(new Event('visibilitychange'))
}

test('a stream is told when the page was drawn, and nothing is drawn anew for its opening', () => {
  expect(stream().url).toBe('/api/events?job=x&since=4711')
  stream().say('ready')
  expect(onGap).not.toHaveBeenCalled()
})

test('what has moved is told with its time, by which a list knows whether it was drawn before or after it', () => {
  stream().dispatchEvent(new MessageEvent('moves', { data: '[{"id":"a"}]', lastEventId: '4712' }))
  expect(onMoves.mock.calls).toEqual([[[{ id: 'a' }], 4_712]])
})

test('a page that is shown again is drawn anew once its stream is open, so that nothing moves in between', () => {
  stream().say('ready')
  show(false)
  expect(stream().readyState).toBe(Stream.CLOSED)
  show(true)
  expect(stream().url).toBe('/api/events?job=x')
  expect(onGap).not.toHaveBeenCalled()
  stream().say('ready')
  expect(onGap.mock.calls).toEqual([['hidden']])
  stream().say('ready')
  expect(onGap).toHaveBeenCalledTimes(1)
})

test('or at once, where no stream can be had', () => {
  show(false)
  show(true)
  stream().say('error')
  expect(onGap.mock.calls).toEqual([['hidden']])
})

test('a page whose stream is broken asks while somebody is at it, rests when nobody is, and goes on at a touch', () => {
  stream().say('error')
  vi.advanceTimersByTime(15_000)
  expect(onGap.mock.calls).toEqual(Array(3).fill(['silence']))
  vi.advanceTimersByTime(UNATTENDED_MS)
  expect(onRest).toHaveBeenLastCalledWith(true)
  onGap.mockClear()
  vi.advanceTimersByTime(60 * 60_000)
  expect(onGap).not.toHaveBeenCalled()
  page.dispatchEvent(new Event('pointermove'))
  expect(onGap.mock.calls).toEqual([['silence']])
  expect(onRest).toHaveBeenLastCalledWith(false)
})

test('a page that is shown again has somebody at it', () => {
  vi.advanceTimersByTime(2 * UNATTENDED_MS)
  const { isAttended, stop } = watchAttendance()
  vi.advanceTimersByTime(2 * UNATTENDED_MS)
  show(false)
  expect(isAttended()).toBe(false)
  show(true)
  expect(isAttended()).toBe(true)
  stop()
})

test('a page whose stream is back asks no more', () => {
  stream().say('error')
  stream().say('ready')
  vi.advanceTimersByTime(60_000)
  expect(onGap).not.toHaveBeenCalled()
  expect(onRest).toHaveBeenLastCalledWith(false)
})

function refuse() {
  stream().close()
  stream().say('error')
}

test('a page whose stream is refused because nobody is signed in is told so, and again while it stays', async () => {
  fetched.mockResolvedValue(new Response(null, { status: 401 }))
  refuse()
  await vi.waitFor(() => expect(onSignedOut).toHaveBeenCalledTimes(1))
  vi.advanceTimersByTime(15_000)
  refuse()
  await vi.waitFor(() => expect(onSignedOut).toHaveBeenCalledTimes(2))
})

test('while nobody is signed in the page is not drawn anew, not even for whoever comes back to it; once somebody is, it is', async () => {
  fetched.mockResolvedValue(new Response(null, { status: 401 }))
  show(false)
  show(true)
  refuse()
  await vi.waitFor(() => expect(onSignedOut).toHaveBeenCalledTimes(1))
  vi.advanceTimersByTime(10_000)
  page.dispatchEvent(new Event('pointermove'))
  expect(onGap).not.toHaveBeenCalled()
  vi.advanceTimersByTime(5_000)
  stream().say('ready')
  expect(onGap.mock.calls).toEqual([['hidden']])
})

test('a page that is shown again and refused for another reason is drawn anew all the same', async () => {
  fetched.mockResolvedValue(new Response(null, { status: 429 }))
  show(false)
  show(true)
  refuse()
  await vi.waitFor(() => expect(onGap.mock.calls).toEqual([['hidden']]))
})

test.each([
  ['was refused for another reason', () => Promise.resolve(new Response(null, { status: 429 }))],
  ['is open again', () => Promise.resolve(new Response())],
  ['cannot be reached', () => Promise.reject(new TypeError())],
])('a page whose stream %s stays, and asks nobody for a second stream that stays open', async (_, answer) => {
  fetched.mockImplementation(answer)
  refuse()
  await vi.waitFor(() => expect(fetched.mock.lastCall?.[1]?.signal?.aborted).toBe(true))
  expect(onSignedOut).not.toHaveBeenCalled()
  vi.advanceTimersByTime(15_000)
  expect(Stream.opened).toHaveLength(2)
})

test('a broken stream, which comes back by itself, asks for nobody', () => {
  stream().say('error')
  expect(fetched).not.toHaveBeenCalled()
})
