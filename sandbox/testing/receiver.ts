import { createServer } from 'node:http'
import { z } from 'zod'

const bodySchema = z.looseObject({
  ResultCode: z.string(),
  PartnerParams: z.record(z.string(), z.unknown()),
  /** A fraud report has none. */
  Actions: z.record(z.string(), z.string()).optional(),
  timestamp: z.string(),
  signature: z.string(),
})

export type Received = z.infer<typeof bodySchema>

/** A partner's callback address. `answers` are the statuses for the first deliveries; after them it says 200. */
export async function openReceiver(...answers: number[]) {
  const received: Received[] = []
  /** How each body came in. */
  const arrivals: { pieces: number; announced: number; tookMs: number }[] = []
  let arrived = () => {}
  const server = createServer(async (request, response) => {
    const began = performance.now()
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const announced = Number(request.headers['content-length'] ?? 0)
    arrivals.push({ pieces: chunks.length, announced, tookMs: performance.now() - began })
    received.push(bodySchema.parse(JSON.parse(Buffer.concat(chunks).toString())))
    response.writeHead(answers.shift() ?? 200).end()
    arrived()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/callback`,
    received,
    arrivals,
    /** Waits until this many deliveries have come in all. */
    async count(many: number): Promise<Received[]> {
      while (received.length < many) {
        await new Promise<void>((resolve) => {
          arrived = resolve
        })
      }
      return received
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
