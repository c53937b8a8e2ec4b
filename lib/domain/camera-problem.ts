import { z } from 'zod'

/**
 * Why there is no picture, as far as a browser tells; each has help of its own. `denied`: just now; `denied_before`:
 * the browser remembers a "no" and asks no more; `system`: the browser may, the device's own settings say no.
 */
export const cameraProblemSchema = z.enum([
  'denied',
  'denied_before',
  'system',
  'missing',
  'busy',
  'insecure',
  'policy',
  'too_demanding',
  'lost',
  'unknown',
])
export type CameraProblem = z.infer<typeof cameraProblemSchema>
export const cameraProblems = cameraProblemSchema.options
