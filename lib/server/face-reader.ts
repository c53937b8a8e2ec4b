import 'server-only'
import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { type FrameReading, frameReadingSchema } from '@/lib/domain/face-gate'
import { errorName, log } from './log'

/** One processor stays with the portal's own thread. */
const THREADS_MAX = Math.max(1, availableParallelism() - 1)
/** Pictures that may wait, some 40 kB each. Eight captures' worth: whoever comes later would wait too long. */
export const WAITING_MAX = 64
/** A thread that does not answer for this long is stuck, and is ended. Its first picture waits for the models as well. */
const PATIENCE_MS = 30_000
const START_PATIENCE_MS = 120_000
/** After threads have failed this long passes before another is tried. */
const REST_MS = 60_000

/** Found, or why nobody looked: too many pictures are waiting, or the engine does not run here. */
export type FaceAnswer = { ok: true; reading: FrameReading } | { ok: false; why: 'busy' | 'unavailable' }

type Task = { id: number; jpeg: Uint8Array; settle: (answer: FaceAnswer) => void }
type Thread = { worker: Worker; task: Task | null; started: boolean; patience?: NodeJS.Timeout }

const answerSchema = z.discriminatedUnion('ok', [
  z.object({ id: z.number(), ok: z.literal(true), reading: frameReadingSchema }),
  /** `started` false: not this picture is the trouble, the engine is. */
  z.object({ id: z.number(), ok: z.literal(false), started: z.boolean() }),
])

const waiting: Task[] = []
const threads = new Set<Thread>()
let asked = 0
let restUntil = 0
let saidUnavailable = false

/**
 * Looks for faces in a JPEG, in a thread of its own. Never throws and never blocks: a bounded queue, one thread a
 * processor but one, started when first needed and kept.
 */
export function readFaces(jpeg: Uint8Array, now = Date.now()): Promise<FaceAnswer> {
  if (now < restUntil) return Promise.resolve({ ok: false, why: 'unavailable' })
  if (waiting.length >= WAITING_MAX) return Promise.resolve({ ok: false, why: 'busy' })
  asked += 1
  const id = asked
  return new Promise((settle) => {
    waiting.push({ id, jpeg, settle })
    goOn()
  })
}

function goOn(): void {
  const idle = [...threads].find(({ task }) => !task) ?? (threads.size < THREADS_MAX ? startThread() : undefined)
  const task = idle && waiting.shift()
  if (!idle || !task) return
  idle.task = task
  idle.patience = setTimeout(
    () => end(idle, new Error('no answer in time')),
    idle.started ? PATIENCE_MS : START_PATIENCE_MS,
  )
  idle.worker.ref()
  idle.worker.postMessage({ id: task.id, jpeg: task.jpeg })
}

function startThread(): Thread {
  // By its place on the disk, and by a class no bundler knows: it would follow the path, and the library with it.
  const { Worker: Thread } = process.getBuiltinModule('node:worker_threads')
  const worker = new Thread(`${process.cwd()}/lib/server/face-thread.mjs`, { execArgv: [] })
  const thread: Thread = { worker, task: null, started: false }
  threads.add(thread)
  worker.on('message', (message) => {
    const answer = answerSchema.safeParse(message)
    if (!answer.success || (!answer.data.ok && !answer.data.started)) return end(thread, answer.error)
    const { data } = answer
    thread.started = true
    free(thread)?.settle(data.ok ? { ok: true, reading: data.reading } : { ok: false, why: 'unavailable' })
    goOn()
  })
  worker.on('error', (error) => end(thread, error))
  worker.on('exit', () => end(thread, new Error('the thread ended')))
  // An idle thread keeps no process from ending.
  worker.unref()
  return thread
}

function free(thread: Thread): Task | null {
  const { task } = thread
  clearTimeout(thread.patience)
  thread.task = null
  thread.worker.unref()
  return task
}

/** Nobody waits for an engine that does not run: what is asked and what waits is answered at once. */
function end(thread: Thread, reason: unknown): void {
  if (!threads.delete(thread)) return
  const task = free(thread)
  void thread.worker.terminate()
  if (!task) return
  restUntil = Date.now() + REST_MS
  // Once: it is the machine that cannot do it, and every capture would say so again.
  if (!saidUnavailable) log.warn('faces cannot be looked for: captures go on unseen', { error: errorName(reason) })
  saidUnavailable = true
  for (const left of [task, ...waiting.splice(0)]) left.settle({ ok: false, why: 'unavailable' })
}
