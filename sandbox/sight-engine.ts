import { Worker } from 'node:worker_threads'
import { z } from 'zod'

const answerSchema = z.discriminatedUnion('ok', [
  z.object({
    id: z.number(),
    ok: z.literal(true),
    faces: z.array(
      z.object({
        left: z.number(),
        top: z.number(),
        width: z.number(),
        height: z.number(),
        descriptor: z.array(z.number()),
      }),
    ),
  }),
  z.object({ id: z.number(), ok: z.literal(false), reason: z.string() }),
])

/** Sides in pixels; `descriptor` is empty unless it was asked for. */
export type FoundFace = Extract<z.infer<typeof answerSchema>, { ok: true }>['faces'][number]

/** RGB, three bytes a pixel. */
export type Pixels = { data: Uint8Array; width: number; height: number }

type Waiting = { resolve: (faces: FoundFace[]) => void; reject: (error: Error) => void }

export type Find = (pixels: Pixels, describe: boolean) => Promise<FoundFace[]>

/** A picture takes a part of a second, the models' loading some. A thread silent for this long is stuck, and is ended. */
const PATIENCE_MS = 60_000
/** After a thread has ended that never answered, this long passes before another is tried. */
export const REST_MS = 30_000

const newThread = () => new Worker(new URL('./sight-thread.mjs', import.meta.url), { execArgv: [] })

/**
 * Starts the thread that finds faces; it does not keep the process alive. When it ends, everybody who waits is told,
 * and `onEnd` whether it had ever answered.
 */
export function startEngine(onEnd: (ran: boolean) => void, thread = newThread()): Find {
  thread.unref()
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let ran = false
  let ended: Error | undefined
  let patience: NodeJS.Timeout | undefined

  const end = (error: Error) => {
    if (ended) return
    ended = error
    clearTimeout(patience)
    onEnd(ran)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
    void thread.terminate()
  }
  const bePatient = () => {
    clearTimeout(patience)
    if (waiting.size > 0) patience = setTimeout(() => end(new Error('no answer in time')), PATIENCE_MS).unref()
  }
  thread.on('error', (error) => end(error instanceof Error ? error : new Error('the thread that finds faces failed')))
  thread.on('exit', () => end(new Error('the thread that finds faces ended')))
  thread.on('message', (message: unknown) => {
    const answer = answerSchema.parse(message)
    const who = waiting.get(answer.id)
    waiting.delete(answer.id)
    ran = true
    bePatient()
    if (answer.ok) who?.resolve(answer.faces)
    else who?.reject(new Error(answer.reason))
  })

  return function find({ data, width, height }, describe) {
    return new Promise((resolve, reject) => {
      if (ended) return reject(ended)
      asked += 1
      waiting.set(asked, { resolve, reject })
      if (waiting.size === 1) bePatient()
      thread.postMessage({ id: asked, pixels: data, width, height, describe })
    })
  }
}

/**
 * One engine at a time, started when first asked for and again after it has ended: at once when it had worked, after a
 * rest when it had not.
 */
export function lastingEngine(start: (onEnd: (ran: boolean) => void) => Find = startEngine, now = Date.now): Find {
  let find: Find | undefined
  let restUntil = 0
  return async (pixels, describe) => {
    if (!find && now() < restUntil) throw new Error('the thread that finds faces did not start')
    find ??= start((ran) => {
      find = undefined
      restUntil = ran ? 0 : now() + REST_MS
    })
    return find(pixels, describe)
  }
}
