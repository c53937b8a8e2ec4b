import { z } from 'zod'

// Smile Secure's own payload (Smile ID's documentation, products / Smile Secure): Antifraud.SuspectUsers, each with a
// user_id and a reason such as same-person.
const reportSchema = z.object({ Antifraud: z.object({ SuspectUsers: z.array(z.unknown()) }) })
// PostgreSQL has no text with a NUL in it, so nobody here is called that.
const suspectSchema = z.object({
  user_id: z
    .string()
    .min(1)
    .regex(/^[^\0]+$/),
})

/**
 * Whom a report of fraud suspects to be the same person: their user ids, each once, in the report's order. None where
 * the body is not whole, or names nobody; an entry of another shape is passed over. Pure.
 */
export function suspectsIn(body: string): string[] {
  const report = reportSchema.safeParse(whole(body))
  if (!report.success) return []
  const suspects = report.data.Antifraud.SuspectUsers.map((suspect) => suspectSchema.safeParse(suspect))
  return [...new Set(suspects.flatMap(({ data }) => data?.user_id ?? []))]
}

function whole(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
