import 'server-only'
import type { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { type FrameReading, frameReadingSchema } from '@/lib/domain/face-gate'
import { heavyWork } from './heavy-work'
import { errorName, log } from './log'
import { oncePerProcess } from './once-per-process'
import { SPARED } from './processors'

/** Pictures that may wait, some 40 kB each. Eight captures' worth: whoever comes later would wait too long. */
export const WAITING_MAX = 64
/** Of these, so many whom nobody waits for yet: who submits finds room, however many pictures others send. */
export const AHEAD_MAX = WAITING_MAX / 2
/** A picture takes a tenth of a second. A thread that is at one for this long is stuck, and is ended. */
export const PATIENCE_MS = 15_000
/** After so long a picture has lost its place among what keeps processors busy: who signs in waits behind none that hangs. */
export const PLACE_MS = 1_000
/** A thread that has not loaded its models by then will not. */
export const START_PATIENCE_MS = 120_000
/** After a thread has not started this long passes before another is tried. */
export const REST_MS = 60_000

/**
 * What was seen, or why nobody looked. `busy`: too many pictures are waiting. `unread`: two threads, one after the other,
 * failed at this picture. `unavailable`: the engine does not run here.
 */
export type FaceAnswer = { ok: true; reading: FrameReading } | { ok: false; why: 'busy' | 'unread' | 'unavailable' }

/**
 * `place`: whose picture it is, and which; one that takes its place is looked at in its stead. `ahead`: nobody waits for
 * it yet.
 */
type Asked = { place?: string; ahead?: boolean }
/** `again`: a thread has failed at it already. */
type Task = { jpeg: Uint8Array; place?: string; settle: (answer: FaceAnswer) => void; again: boolean }
/** `queued`: it waits for its place among all that keeps processors busy. `leave`: gives that place to the next. */
type Thread = {
  worker: Worker
  task: Task | null
  started: boolean
  queued: boolean
  leave?: () => void
  patience?: NodeJS.Timeout
}

const saidSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started') }),
  z.object({ kind: z.literal('seen'), reading: frameReadingSchema }),
  z.object({ kind: z.literal('failed') }),
])

type Engine = { waiting: Task[]; threads: Set<Thread>; restUntil: number; saidUnavailable: boolean }

/** One for the whole process: a page warms it up, a route queues pictures, and an action waits for what is seen. */
const engine = oncePerProcess<Engine>('face engine', () => ({
  waiting: [],
  threads: new Set(),
  restUntil: 0,
  saidUnavailable: false,
}))
const { waiting, threads } = engine

/**
 * Looks for faces in a JPEG, in a worker thread. Never throws and never blocks: the queue is bounded, and whoever replaces
 * a picture again and again has one turn with it, not many. There is one thread for each processor but one, started when
 * first needed and kept. A thread that hangs or fails at a picture is ended, and the picture is tried once more by another
 * thread, behind those that wait already.
 */
export function readFaces(jpeg: Uint8Array, { place, ahead = false }: Asked = {}): Promise<FaceAnswer> {
  const at = place === undefined ? -1 : waiting.findIndex((task) => task.place === place)
  if (at < 0 && waiting.length >= (ahead ? AHEAD_MAX : WAITING_MAX)) return Promise.resolve({ ok: false, why: 'busy' })
  return new Promise((settle) => {
    const task = { jpeg, place, settle, again: false }
    if (at < 0) waiting.push(task)
    else waiting.splice(at, 1, task)[0]?.settle({ ok: false, why: 'busy' })
    goOn()
  })
}

/** Starts the first thread before there is a picture: loading the models takes seconds, which nobody then waits for. */
export function warmUp(): void {
  if (threads.size === 0 && Date.now() >= engine.restUntil) startThread()
}

function goOn(): void {
  for (const thread of threads) if (thread.started && !thread.task && waiting.length > 0) takePlace(thread)
  const starting = [...threads].filter(({ started }) => !started).length
  if (waiting.length > starting && threads.size < SPARED && Date.now() >= engine.restUntil) startThread()
  // Nobody waits for an engine that does not run.
  if (threads.size === 0) for (const { settle } of waiting.splice(0)) settle({ ok: false, why: 'unavailable' })
}

/** Lets the thread have the next picture when a processor can be spared for it (decision 023). */
function takePlace(thread: Thread): void {
  if (thread.queued) return
  thread.queued = true
  void heavyWork('face', async () => {
    thread.queued = false
    const task = threads.has(thread) && waiting.shift()
    if (!task) return
    await new Promise<void>((leave) => {
      thread.leave = leave
      setTimeout(leave, PLACE_MS).unref()
      give(thread, task)
    })
  })
}

function give(thread: Thread, task: Task): void {
  thread.task = task
  thread.worker.ref()
  bePatient(thread, PATIENCE_MS)
  thread.worker.postMessage({ jpeg: task.jpeg })
}

function bePatient(thread: Thread, ms: number): void {
  thread.patience = setTimeout(() => end(thread, new Error('no answer in time')), ms)
}

function startThread(): void {
  // By its place on the disk, and by a class no bundler knows: it would follow the path, and the library with it.
  const { Worker: Thread } = process.getBuiltinModule('node:worker_threads')
  const worker = new Thread(`${process.cwd()}/lib/server/face-thread.mjs`, { execArgv: [] })
  const thread: Thread = { worker, task: null, started: false, queued: false }
  threads.add(thread)
  bePatient(thread, START_PATIENCE_MS)
  worker.on('message', (message) => hear(thread, message))
  worker.on('error', (error) => end(thread, error))
  worker.on('exit', () => end(thread, new Error('the thread ended')))
}

function hear(thread: Thread, message: unknown): void {
  // Said on its way out, by a thread that was ended meanwhile.
  if (!threads.has(thread)) return
  const said = saidSchema.safeParse(message)
  if (!said.success || said.data.kind === 'failed') {
    end(thread, said.error ?? new Error('a picture failed'))
    return
  }
  const task = free(thread)
  if (said.data.kind === 'seen') task?.settle({ ok: true, reading: said.data.reading })
  else {
    thread.started = true
    engine.saidUnavailable = false
  }
  goOn()
}

function free(thread: Thread): Task | null {
  const { task } = thread
  clearTimeout(thread.patience)
  thread.task = null
  thread.leave?.()
  // An idle thread keeps no process from ending.
  thread.worker.unref()
  return task
}

function end(thread: Thread, reason: unknown): void {
  if (!threads.delete(thread)) return
  const task = free(thread)
  void thread.worker.terminate()
  if (!thread.started) notStarted(reason)
  // A thread that ran is proof that the engine runs here: the only one is replaced at once, whatever was before.
  else if (threads.size === 0) engine.restUntil = 0
  if (task) failedAt(task, reason)
  goOn()
}

/** Perhaps the picture is the trouble, perhaps the thread was: another one shall tell. */
function failedAt(task: Task, reason: unknown): void {
  log.warn('a thread failed at a picture and was ended', { error: errorName(reason), attempt: task.again ? 2 : 1 })
  if (task.again) task.settle({ ok: false, why: 'unread' })
  else waiting.push({ ...task, again: true })
}

function notStarted(reason: unknown): void {
  engine.restUntil = Date.now() + REST_MS
  // Once: it is the machine that cannot do it, and every capture would say so again.
  if (!engine.saidUnavailable && threads.size === 0)
    log.warn('faces cannot be looked for: captures go on unseen', { error: errorName(reason) })
  engine.saidUnavailable = true
}
