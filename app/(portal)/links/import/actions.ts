'use server'
import { z } from 'zod'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { actionActor } from '@/lib/server/auth'
import { makeNextLinks } from '@/lib/server/import-links'

const importSchema = z.object({ importId: z.uuid() })

/** Makes the next few links of an import. */
export async function makeNextLinksAction(
  input: z.input<typeof importSchema>,
): Promise<Outcome<{ wanted: number; made: number }>> {
  const asked = await actionActor('imports.manage')
  if (!asked.ok) return asked
  const parsed = importSchema.safeParse(input)
  if (!parsed.success) return refuse('invalid', 'Load the page again.')
  return makeNextLinks(asked.actor, parsed.data.importId)
}
