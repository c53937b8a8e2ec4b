import { z } from 'zod'
import { refusalSchema } from '@/components/ui/refusal-schema'
import { type Outcome, refuse } from '@/lib/domain/outcome'

const unreachable = refuse('unreachable', 'The portal could not be reached. Your file is still chosen; try again.')

const answerSchema = z.union([z.object({ ok: z.literal(true), importId: z.uuid() }), refusalSchema])

/** What the portal said to a file that was to be checked. */
export async function importAnswer(asked: Promise<Response>): Promise<Outcome<{ importId: string }>> {
  try {
    return answerSchema.parse(await (await asked).json())
  } catch {
    return unreachable
  }
}
