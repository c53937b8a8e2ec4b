import { z } from 'zod'
import { type Outcome, refuse } from '@/lib/domain/outcome'

const unreachable = refuse('unreachable', 'The portal could not be reached. Your file is still chosen; try again.')

// The door's own refusals come with code and message alone.
const refusalSchema = z
  .object({ code: z.string(), message: z.string(), fields: z.record(z.string(), z.string()).optional() })
  .transform(({ code, message, fields }) => refuse(code, message, fields))
const answerSchema = z.union([z.object({ ok: z.literal(true), importId: z.uuid() }), refusalSchema])

/** What the portal said to a file that was to be checked. */
export async function importAnswer(asked: Promise<Response>): Promise<Outcome<{ importId: string }>> {
  try {
    return answerSchema.parse(await (await asked).json())
  } catch {
    return unreachable
  }
}
