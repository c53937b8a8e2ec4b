import { expect, test, vi } from 'vitest'
import { BodyTooLarge, BodyTooSlow, hearOut, passOver, readBody, readBounded, readJson, SMALL_BODY_MS } from './body'
import { room } from './room'

function streamed(chunks: number[], headers: HeadersInit = {}) {
  let cancelled = false
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const size = chunks.shift()
      if (size === undefined) controller.close()
      else controller.enqueue(new Uint8Array(size))
    },
    cancel() {
      cancelled = true
    },
  })
  const init = { method: 'PUT', body, headers, duplex: 'half' }
  return { request: new Request('http://kioo.test', init), wasCancelled: () => cancelled }
}

const ten = { bytes: 10 }

test('a body of exactly the limit is read whole', async () => {
  expect(await readBody(streamed([3, 4, 3]).request, ten)).toHaveLength(10)
})

test('one byte more is refused, and its sender is heard out, so that the answer is not lost', async () => {
  const chunks = [10, 1, 1_000_000]
  await expect(readBody(streamed(chunks).request, ten)).rejects.toBeInstanceOf(BodyTooLarge)
  expect(chunks).toEqual([])
  const announced = [11]
  const { request } = streamed(announced, { 'content-length': '11' })
  await expect(readBody(request, ten)).rejects.toBeInstanceOf(BodyTooLarge)
  expect(announced).toEqual([])
})

test('of many that are too large at once only two are heard out: a flood is shown no courtesy', async () => {
  const many = Array.from({ length: 5 }, () => streamed([6, 5, 4]))
  const answers = await Promise.all(many.map(({ request }) => readBounded(request, ten)))
  for (const answer of answers) expect(answer).toEqual({ ok: false, why: 'too_large' })
  expect(many.filter(({ wasCancelled }) => wasCancelled())).toHaveLength(3)
})

test('whoever goes on after that, or stands still, is cut off', async () => {
  const large = streamed([11, 8_000_000, 1])
  await expect(readBody(large.request, ten)).rejects.toBeInstanceOf(BodyTooLarge)
  expect(large.wasCancelled()).toBe(true)
  await expect(readBody(stalled(), { bytes: 2 })).rejects.toBeInstanceOf(BodyTooLarge)
})

test('a Content-Length that lies low does not help', async () => {
  await expect(readBody(streamed([11], { 'content-length': '5' }).request, ten)).rejects.toBeInstanceOf(BodyTooLarge)
})

test('a request without a body is empty', async () => {
  expect(await readBody(new Request('http://kioo.test', { method: 'PUT' }), ten)).toHaveLength(0)
})

test('a sender who goes away in the middle is no error of ours', async () => {
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new Error('aborted')),
  })
  const init = { method: 'PUT', body, duplex: 'half' }
  expect(await readBody(new Request('http://kioo.test', init), ten)).toBeNull()
})

test('a body of the announced length is whole without asking for more', async () => {
  const sent = streamed([4, 6], { 'content-length': '10' })
  expect(await readBody(sent.request, ten)).toHaveLength(10)
})

const noRoom = room(0, 10)

/** A request whose body begins and never ends. */
function stalled(): Request {
  const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array(3)) })
  const init = { method: 'PUT', body, duplex: 'half' }
  return new Request('http://kioo.test', init)
}

/** What is answered once so many milliseconds have passed. */
async function after<T>(ms: number, begin: () => Promise<T>): Promise<T> {
  vi.useFakeTimers()
  const answer = begin()
  await vi.advanceTimersByTimeAsync(ms)
  vi.useRealTimers()
  return answer
}

test('a body that stops coming is given up after its time', async () => {
  const read = await after(1_000, () => readBounded(stalled(), { bytes: 10, ms: 1_000 }))
  expect(read).toEqual({ ok: false, why: 'too_slow' })
})

test('JSON that stops coming is given up as well, and not taken for a body that says nothing', async () => {
  const read = await after(SMALL_BODY_MS, () => readJson(stalled(), 10).catch((thrown: unknown) => thrown))
  expect(read).toBeInstanceOf(BodyTooSlow)
})

test.each(['announced', 'counted'])(
  'JSON that is larger than its reader takes is not taken for a body that says nothing (%s)',
  async (how) => {
    const sent = streamed([10, 1, 1_000_000], how === 'announced' ? { 'content-length': '1000011' } : {})
    await expect(readJson(sent.request, 10)).rejects.toMatchObject({
      name: 'BodyTooLarge',
      refusal: { code: 'too_large' },
    })
  },
)

test('a large body is refused while others fill the room, a small one is not', async () => {
  const chunks = [10, 1, 1_000_000]
  const large = streamed(chunks)
  expect(await readBounded(large.request, { bytes: 100, room: noRoom })).toEqual({ ok: false, why: 'no_room' })
  expect(chunks).toEqual([])
  expect(await readBounded(streamed([10]).request, { bytes: 100, room: noRoom })).toMatchObject({ ok: true })
})

test('a body takes its room until it is released', async () => {
  const shared = room(10, 0)
  const first = await readBounded(streamed([10]).request, { bytes: 10, room: shared })
  const refused = await readBounded(streamed([10]).request, { bytes: 10, room: shared })
  expect(refused).toEqual({ ok: false, why: 'no_room' })
  if (first.ok) first.release()
  expect(await readBounded(streamed([10]).request, { bytes: 10, room: shared })).toMatchObject({ ok: true })
})

test('whoever is refused unread is heard out, but not for more than the bytes or the time that anybody has', async () => {
  expect(await passOver(streamed([4, 6]).request, { bytes: 10, ms: 10_000 })).toBe(true)
  const large = streamed([10, 1, 1_000_000])
  expect(await passOver(large.request, { bytes: 10, ms: 10_000 })).toBe(false)
  expect(large.wasCancelled()).toBe(true)
  expect(await passOver(stalled(), { bytes: 10, ms: 1 })).toBe(false)
})

test('a refused sender may go on with the connection only when the whole of an untouched body came, soon and small enough', async () => {
  expect(await hearOut(new Request('http://kioo.test'))).toBe(true)
  expect(await hearOut(streamed([4, 2_000_001]).request)).toBe(true)
  expect(await hearOut(streamed([4_000_000, 4_000_000, 1]).request)).toBe(false)
  expect(await hearOut(stalled())).toBe(false)
  const huge = [1, 1]
  expect(await hearOut(streamed(huge, { 'content-length': '8000001' }).request)).toBe(false)
  expect(huge).not.toEqual([])
  const begun = streamed([10, 1])
  await expect(readBody(begun.request, ten)).rejects.toBeInstanceOf(BodyTooLarge)
  expect(await hearOut(begun.request)).toBe(false)
})
