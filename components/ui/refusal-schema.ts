import { z } from 'zod'
import { refuse } from '@/lib/domain/outcome'

/** Why a route refused, as its answer says it. The door's own refusals come with code and message alone. */
export const refusalSchema = z
  .object({ code: z.string(), message: z.string(), fields: z.record(z.string(), z.string()).optional() })
  .transform(({ code, message, fields }) => refuse(code, message, fields))
