import 'server-only'
import { z } from 'zod'

// Here and not where they are used: making a schema takes longer than parsing by it.
const idRows = z.array(z.object({ id: z.uuid() }))
const anyRows = z.array(z.unknown())

/** The ids a raw query gave, in its order. */
export const idsOf = (rows: unknown): string[] => idRows.parse(rows).map(({ id }) => id)

/** Whether a raw query gave any row, whatever is in it. */
export const hasRow = (rows: unknown): boolean => anyRows.parse(rows).length > 0
