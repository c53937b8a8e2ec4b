import { z } from 'zod'
import { jobStateSchema } from '@/lib/domain/job'

const mark = z.boolean().default(false)

/** Which jobs have moved, and where to, as a stream tells it. */
export const jobMovesSchema = z
  .array(
    z.object({
      id: z.string(),
      state: jobStateSchema,
      enrolleeId: z.string().optional(),
      isErased: mark,
      reportWaits: mark,
      conflictWaits: mark,
    }),
  )
  .catch([])
