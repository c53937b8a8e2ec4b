import { z } from 'zod'

/** Why there is no picture, as far as a browser tells; each has help of its own. */
export const cameraProblemSchema = z.enum([
  'denied',
  'missing',
  'busy',
  'insecure',
  'policy',
  'too_demanding',
  'lost',
  'unknown',
])
export type CameraProblem = z.infer<typeof cameraProblemSchema>
