import { z } from 'zod'

// Smile Secure's own payload (Smile ID's documentation, products / Smile Secure): Antifraud.SuspectUsers, each with a
// user_id and a reason such as same-person.
const reportSchema = z.object({
  Antifraud: z.object({ SuspectUsers: z.array(z.object({ user_id: z.string().min(1) })) }),
})

/**
 * Whom a report of fraud suspects to be the same person: their user ids, each once, in the report's order. None where
 * the body is not whole, or names nobody. Pure.
 */
export function suspectsIn(body: string): string[] {
  const report = reportSchema.safeParse(whole(body))
  return report.success ? [...new Set(report.data.Antifraud.SuspectUsers.map(({ user_id }) => user_id))] : []
}

function whole(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
