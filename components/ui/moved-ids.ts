import { z } from 'zod'

/** Which rows have moved, as a stream tells it that knows no more. */
export const movedIdsSchema = z.array(z.object({ id: z.string() }).transform(({ id }) => id)).catch([])
