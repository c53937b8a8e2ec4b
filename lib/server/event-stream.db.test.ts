import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeJob, makeOperator } from '@/scripts/testing/make-job'
import { db } from './db'
import { eventResponse, eventStream, type Listening } from './event-stream'
import { readJobStates } from './job-states'
import { type Actor, createSession, findSession } from './session'
import { listenFor, signalJob } from './signal'
import { STREAMS_PER_SESSION } from './stream-places'

const jobs = { kind: 'job', read: readJobStates } as const
let database: TestDatabase
let actor: Actor
let jobId: string
let standing: object
let stop: AbortController

beforeAll(async () => {
  database = await testDatabase()
  // Whoever opens the first stream of a process waits until it listens; it goes on listening for those after.
  let leave = () => {}
  await new Promise<void>((resolve) => {
    leave = listenFor('job', () => {}, { onGap: resolve })
  })
  leave()
})
afterAll(() => database.close())
beforeEach(async () => {
  stop = new AbortController()
  const { id } = await makeOperator('Ada')
  const found = await findSession((await createSession(id, 'Chrome')) ?? '')
  if (!found) throw new Error('no session')
  actor = found
  const made = await makeJob({ by: id, userId: 'u-1', displayName: 'Amina' })
  jobId = made.id
  const { enrolleeId } = made
  standing = { id: jobId, state: 'queued', enrolleeId, reportWaits: false, conflictWaits: false, isErased: false }
})
afterEach(() => {
  stop.abort()
  vi.useRealTimers()
})

function listening(given: Partial<Listening> = {}): Listening {
  return { only: null, since: null, signal: stop.signal, ...given }
}

/** Reads until the text is there; gives all that was said. */
async function hear(reader: ReadableStreamDefaultReader<Uint8Array>, text: string): Promise<string> {
  let heard = ''
  while (!heard.includes(text)) {
    const { done, value } = await reader.read()
    if (done) throw new Error(`ended after: ${heard}`)
    heard += new TextDecoder().decode(value)
  }
  return heard
}

test('a move is told as ids, state, whether a report waits and whose person is erased, and nothing else of the job', async () => {
  const reader = eventStream(actor, jobs, listening()).getReader()
  await signalJob(jobId)
  const heard = await hear(reader, 'event: moves')
  expect(heard).toContain(`data: ${JSON.stringify([standing])}`)
})

test('a stream about one job is silent about the others', async () => {
  const other = await makeJob({ by: actor.id, userId: 'u-2' })
  const reader = eventStream(actor, jobs, listening({ only: jobId })).getReader()
  await signalJob(other.id)
  await signalJob(jobId)
  expect(await hear(reader, 'event: moves')).not.toContain(other.id)
})

test('a move between the drawing of a page and the opening of its stream is told when it opens, what was drawn is not', async () => {
  const [drawn, other] = [
    await makeJob({ by: actor.id, userId: 'u-3' }),
    await makeJob({ by: actor.id, userId: 'u-4' }),
  ]
  const before = eventStream(actor, jobs, listening()).getReader()
  await signalJob(drawn.id)
  await hear(before, drawn.id)
  const drawnAt = Date.now() + 1
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThanOrEqual(drawnAt))
  await signalJob(jobId)
  await hear(before, jobId)

  const opened = eventStream(actor, jobs, listening({ since: drawnAt })).getReader()
  const heard = await hear(opened, 'event: moves')
  expect(heard).toContain(JSON.stringify([standing]))
  expect(heard).not.toContain('event: gap')
  // Nothing has moved since: the first it says is the next move.
  const later = eventStream(actor, jobs, listening({ since: Date.now() + 1 })).getReader()
  await signalJob(other.id)
  expect(await hear(later, 'event: moves')).not.toMatch(RegExp(`gap|${jobId}`))
})

test('a page that was drawn before anybody listened is told to read afresh', async () => {
  const first = eventStream(actor, jobs, listening()).getReader()
  await signalJob(jobId)
  await hear(first, 'event: moves')
  await hear(eventStream(actor, jobs, listening({ since: 1 })).getReader(), 'event: gap')
})

test('a browser whose stream broke goes on from the last it heard', async () => {
  const open = (headers: Record<string, string>) => {
    const request = new Request('http://localhost/api/events?since=1', { headers, signal: stop.signal })
    const reader = eventResponse(actor, jobs, null, request).body?.getReader()
    if (!reader) throw new Error('no stream')
    return reader
  }
  const first = open({})
  await hear(first, 'event: gap')
  await signalJob(jobId)
  const id = /id: (\d+)\n.*\n\n$/.exec(await hear(first, 'event: moves'))?.[1] ?? ''
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(Number(id)))
  const again = open({ 'last-event-id': id })
  await signalJob(jobId)
  expect(await hear(again, 'event: moves')).not.toContain('event: gap')
})

test('leaving ends the stream', async () => {
  const reader = eventStream(actor, jobs, listening()).getReader()
  await hear(reader, 'event: ready')
  stop.abort()
  await expect(hear(reader, 'event: never')).rejects.toThrow('ended')
})

test('the stream ends at the first heartbeat after its session, and keeps no session alive', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  const reader = eventStream(actor, jobs, listening()).getReader()
  await hear(reader, 'event: ready')
  await db().$executeRaw`UPDATE "OperatorSession" SET "lastSeenAt" = now() - interval '2 minutes'`
  vi.advanceTimersByTime(20_000)
  await hear(reader, ': still here')
  const session = await db().operatorSession.findUniqueOrThrow({ where: { id: actor.sessionId } })
  expect(Date.now() - session.lastSeenAt.getTime()).toBeGreaterThan(100_000)

  await db().operatorSession.update({ where: { id: actor.sessionId }, data: { endedAt: new Date() } })
  vi.advanceTimersByTime(20_000)
  await expect(hear(reader, 'event: never')).rejects.toThrow('ended')
})

test('a page that reads no more is let go, instead of everything being kept for it', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  const ended = vi.fn()
  const reader = eventStream(actor, jobs, listening(), ended).getReader()
  await hear(reader, 'event: ready')
  vi.advanceTimersByTime(20_000 * 990)
  expect(ended).not.toHaveBeenCalled()
  vi.advanceTimersByTime(20_000 * 20)
  await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(1), { timeout: 15_000 })
})

test('one session has no more streams open than its share, and a place that is left is free again', async () => {
  // Each request has a signal of its own, as in a server.
  const requests: AbortController[] = []
  const ask = () => {
    const request = new AbortController()
    requests.push(request)
    return eventResponse(actor, jobs, null, new Request('http://localhost/api/events', { signal: request.signal }))
  }
  const leave = () => {
    for (const request of requests) request.abort()
  }
  const open = Array.from({ length: STREAMS_PER_SESSION }, ask)
  expect(open.every(({ status }) => status === 200)).toBe(true)
  expect(ask().status).toBe(429)
  await open[0]?.body?.cancel()
  expect(ask().status).toBe(200)
  leave()
  expect(ask().status).toBe(200)
  leave()
})
