import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { asNewProcess } from '@/scripts/testing/new-process'
import { testSettings } from '@/scripts/testing/settings'

vi.mock('node:os', async (real) => ({ ...(await real<typeof import('node:os')>()), availableParallelism: () => 2 }))

for (const [name, value] of Object.entries({ ...testSettings, DATABASE_URL: 'postgres://none.test/none' }))
  vi.stubEnv(name, value)

type Picture = 'calm' | 'hangs' | 'hangs once' | 'fails' | 'kills'
const reading = { frame: { width: 640, height: 480 }, faces: 0, face: null, light: null }

/** Threads that were started, and whether the next one can be. */
const begun: FakeThread[] = []
let starts = true

/** A thread that does with a picture what its bytes say. */
class FakeThread extends EventEmitter {
  constructor() {
    super()
    begun.push(this)
    queueMicrotask(() => (starts ? this.emit('message', { kind: 'started' }) : this.emit('error', new Error('no'))))
  }
  ref() {}
  unref() {}
  async terminate() {
    this.emit('exit', 1)
  }
  postMessage({ jpeg }: { jpeg: Uint8Array }) {
    const picture = Buffer.from(jpeg).toString()
    if (picture === 'hangs' || (picture === 'hangs once' && begun.length === 1)) return
    if (picture === 'kills') return queueMicrotask(() => this.emit('exit', 134))
    queueMicrotask(() => this.emit('message', picture === 'fails' ? { kind: 'failed' } : { kind: 'seen', reading }))
  }
}

const seen = { ok: true, reading }
const unread = { ok: false, why: 'unread' }
const unavailable = { ok: false, why: 'unavailable' }

let reader: typeof import('./face-reader')
const ask = (picture: Picture = 'calm', asked?: Parameters<typeof reader.readFaces>[1]) =>
  reader.readFaces(Buffer.from(picture), asked)
const busy = { ok: false, why: 'busy' }

beforeEach(async () => {
  vi.useFakeTimers()
  vi.spyOn(process, 'getBuiltinModule').mockReturnValue({ Worker: FakeThread })
  begun.length = 0
  starts = true
  asNewProcess()
  reader = await import('./face-reader')
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('a picture that hangs every thread fails alone: who waits behind it is looked at, and so is who comes next', async () => {
  const [hanging, behind] = [ask('hangs'), ask()]
  await vi.advanceTimersByTimeAsync(reader.PATIENCE_MS)
  expect(await behind).toEqual(seen)
  await vi.advanceTimersByTimeAsync(reader.PATIENCE_MS)
  expect(await hanging).toEqual(unread)
  expect(await ask()).toEqual(seen)
})

test('a picture that hung one thread is looked at by a fresh one', async () => {
  const hanging = ask('hangs once')
  await vi.advanceTimersByTimeAsync(reader.PATIENCE_MS)
  expect(await hanging).toEqual(seen)
  expect(begun).toHaveLength(2)
})

test.each<[string, Picture]>([
  ['an error', 'fails'],
  ["the thread's end", 'kills'],
])('a picture that is answered with %s fails alone, after a second try', async (_, picture) => {
  const [failing, behind] = [ask(picture), ask()]
  expect([await failing, await behind]).toEqual([unread, seen])
  expect(begun).toHaveLength(2)
  expect(await ask()).toEqual(seen)
})

test('a picture that is replaced again and again has one turn, and leaves room for everybody else', async () => {
  const hanging = ask('hangs')
  const replaced = Array.from({ length: reader.WAITING_MAX }, () => ask('calm', { place: 'mine', ahead: true }))
  const [last, other] = [ask('calm', { place: 'mine' }), ask('calm', { place: 'yours' })]
  for (const one of replaced) expect(await one).toEqual(busy)
  await vi.advanceTimersByTimeAsync(2 * reader.PATIENCE_MS)
  expect([await hanging, await last, await other]).toEqual([unread, seen, seen])
})

test('pictures for which nobody waits leave half of the room to those who do', async () => {
  const hanging = ask('hangs')
  await vi.advanceTimersByTimeAsync(0)
  const ahead = Array.from({ length: reader.AHEAD_MAX }, (_, at) => ask('calm', { place: `${at}`, ahead: true }))
  expect(await ask('calm', { place: 'one more', ahead: true })).toEqual(busy)
  const waitedFor = Array.from({ length: reader.WAITING_MAX - reader.AHEAD_MAX }, () => ask())
  expect(await ask()).toEqual(busy)
  await vi.advanceTimersByTimeAsync(2 * reader.PATIENCE_MS)
  expect(await hanging).toEqual(unread)
  for (const one of [...ahead, ...waitedFor]) expect(await one).toEqual(seen)
})

test('an engine that does not start is let rest, and answers as soon as it starts again', async () => {
  starts = false
  expect(await ask()).toEqual(unavailable)
  starts = true
  expect(await ask()).toEqual(unavailable)
  expect(begun).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(reader.REST_MS)
  expect(await ask()).toEqual(seen)
})

test('a thread that never says it has started is given up, and nobody waits for it for ever', async () => {
  vi.spyOn(FakeThread.prototype, 'emit').mockReturnValue(true)
  const asked = ask()
  await vi.advanceTimersByTimeAsync(reader.START_PATIENCE_MS)
  expect(await asked).toEqual(unavailable)
})

test('a thread started before there is any picture is the one that takes the first', async () => {
  reader.warmUp()
  reader.warmUp()
  await vi.advanceTimersByTimeAsync(0)
  expect(begun).toHaveLength(1)
  expect(await ask()).toEqual(seen)
  expect(begun).toHaveLength(1)
})

test('a page that gets ready and a route that gets the picture have one thread, though each has its own copy of this', async () => {
  reader.warmUp()
  await vi.advanceTimersByTimeAsync(0)
  vi.resetModules()
  const route = await import('./face-reader')
  expect(route).not.toBe(reader)
  expect(await route.readFaces(Buffer.from('calm'))).toEqual(seen)
  expect(begun).toHaveLength(1)
})

/** Whether it is settled by now. */
async function isAnswered(answer: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending')
  return (await Promise.race([answer, vi.advanceTimersByTimeAsync(0).then(() => pending)])) !== pending
}

test('a picture is looked at when what else keeps a processor busy has ended, since only one can be spared', async () => {
  const { heavyWork } = await import('./heavy-work')
  expect(await ask()).toEqual(seen)
  let end = () => {}
  const ended = new Promise<void>((done) => {
    end = done
  })
  const password = heavyWork('password', () => ended)
  const asked = ask()
  expect(await isAnswered(asked)).toBe(false)
  end()
  await password
  expect(await asked).toEqual(seen)
})

test('who signs in does not wait behind a picture that hangs, and a thread that has died keeps no place', async () => {
  const { heavyWork } = await import('./heavy-work')
  const hanging = ask('hangs')
  await vi.advanceTimersByTimeAsync(0)
  const password = heavyWork('password', async () => 'checked')
  expect(await isAnswered(password)).toBe(false)
  await vi.advanceTimersByTimeAsync(reader.PLACE_MS)
  expect(await password).toBe('checked')
  await vi.advanceTimersByTimeAsync(2 * reader.PATIENCE_MS)
  expect(await hanging).toEqual(unread)
  expect(await ask('kills')).toEqual(unread)
  expect(await heavyWork('password', async () => 'checked')).toBe('checked')
})
