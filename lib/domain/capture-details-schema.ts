import { z } from 'zod'
import { type CaptureDetails, DETAIL_EVENTS_MAX, DETAIL_LENGTH_MAX, detailNames } from './capture-details'

// Not in capture-details.ts: the camera's script needs that one, and zod weighs more than the whole of it.

/** Reports one visit may send. */
export const DETAIL_REPORTS_MAX = 3

/** Lines one visit's history takes of how its camera fares; a sitting needs three or four for each selfie. */
export const CAMERA_LINES_MAX = 30

/** Bytes of one report, with room to spare. */
export const DETAIL_BYTES_MAX = 8_192

// Words and small numbers: no address, and no 32 letters or digits in a row, as a device's id would be.
const fact = z
  .string()
  .max(DETAIL_LENGTH_MAX)
  .regex(/^[\w .,:%×+/()-]*$/)
  .refine((text) => !/[A-Za-z0-9]{32}/.test(text))

/** What a person's page sends when she presses "Send these details". */
export const captureDetailsSchema = z.object({
  facts: z.partialRecord(z.enum(detailNames), fact),
  events: z
    .array(z.object({ ms: z.int().min(0).max(86_400_000), name: z.string().regex(/^[a-z_ ]{1,40}$/) }))
    .max(DETAIL_EVENTS_MAX),
}) satisfies z.ZodType<CaptureDetails>
