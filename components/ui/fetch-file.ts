import type { Outcome, Refusal } from '@/lib/domain/outcome'
import { refusalSchema } from './refusal-schema'

/** A file that is asked for by POST, or why there is none: in the portal's own words, else as `lost` says. */
export async function fetchFile(
  address: string,
  { lost, ...init }: { lost: Refusal } & Pick<RequestInit, 'headers' | 'body' | 'signal'>,
): Promise<Outcome<{ file: Blob }>> {
  try {
    const response = await fetch(address, { ...init, method: 'POST' })
    if (response.ok) return { ok: true, file: await response.blob() }
    return refusalSchema.parse(await response.json())
  } catch {
    return lost
  }
}
