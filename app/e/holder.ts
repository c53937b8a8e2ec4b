import 'server-only'
import { z } from 'zod'
import { currentVisit } from '@/lib/server/auth-visit'
import { visitor } from '@/lib/server/auth-visitor'
import type { Holder } from '@/lib/server/visit-steps'

/** Before the claim a form carries the link's token; afterwards the cookie says who it is. */
export const holderFields = { token: z.string().max(100).optional() }

/** Who presses one of the ways out; null: nobody we know. */
export async function holderOf({ token }: { token?: string | undefined }): Promise<Holder | null> {
  return token ? { token, address: (await visitor()).address } : currentVisit()
}

/** Where a refused press leads. */
export function problemPath(code: string): string {
  return code === 'too_many' ? '/e/problem/tooMany' : '/e/problem/ended'
}
