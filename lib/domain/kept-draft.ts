import { z } from 'zod'

/** A half-typed form as text, with what it was opened with. */
export function packDraft<Draft>(kept: { first: Draft; draft: Draft }): string {
  return JSON.stringify(kept)
}

/**
 * The kept draft; null: an older version of this page wrote it, or, with `first`, the form was opened for something
 * else.
 */
export function unpackDraft<Draft>(schema: z.ZodType<Draft>, packed: string, first?: Draft): Draft | null {
  try {
    const kept = z.object({ first: schema, draft: schema }).parse(JSON.parse(packed))
    const isSame = !first || JSON.stringify(kept.first) === JSON.stringify(schema.parse(first))
    return isSame ? kept.draft : null
  } catch {
    return null
  }
}
