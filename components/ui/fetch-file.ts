import { z } from 'zod'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'

const refusalSchema = z.object({ code: z.string(), message: z.string() })

/** A file that is asked for by POST, or why there is none: in the portal's own words, else as `lost` says. */
export async function fetchFile(
  address: string,
  { lost, ...init }: { lost: Refusal } & Pick<RequestInit, 'headers' | 'body' | 'signal'>,
): Promise<Outcome<{ file: Blob }>> {
  try {
    const response = await fetch(address, { ...init, method: 'POST' })
    if (response.ok) return { ok: true, file: await response.blob() }
    const { code, message } = refusalSchema.parse(await response.json())
    return refuse(code, message)
  } catch {
    return lost
  }
}
