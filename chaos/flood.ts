import { z } from 'zod'

/** What the flooder is told, and what it tells. */
export const floodOrderSchema = z.object({
  port: z.number(),
  origin: z.string(),
  person: z.object({ captureId: z.string(), cookie: z.string() }),
  slowSenders: z.number(),
  bodies: z.number(),
})
export type FloodOrder = z.infer<typeof floodOrderSchema>
/** `open`: the slow senders hang on, and the flood begins. `over`: what of it was not refused. */
export const floodNewsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('over'), wrong: z.array(z.string()) }),
])
