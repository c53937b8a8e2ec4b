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

/** Starts the thread that finds faces; it does not keep the process alive. */
export function startEngine() {
  const thread = new Worker(new URL('./sight-thread.mjs', import.meta.url), { execArgv: [] })
  thread.unref()
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let ended: Error | undefined

  const end = (error: Error) => {
    ended = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  thread.on('error', end)
  thread.on('exit', () => end(ended ?? new Error('the thread that finds faces ended')))
  thread.on('message', (message: unknown) => {
    const answer = answerSchema.parse(message)
    const who = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.ok) who?.resolve(answer.faces)
    else who?.reject(new Error(answer.reason))
  })

  return function find({ data, width, height }: Pixels, describe: boolean): Promise<FoundFace[]> {
    return new Promise((resolve, reject) => {
      if (ended) return reject(ended)
      asked += 1
      waiting.set(asked, { resolve, reject })
      thread.postMessage({ id: asked, pixels: data, width, height, describe })
    })
  }
}
