import 'server-only'
import { z } from 'zod'
import { type Language, languageSchema } from '@/lib/domain/language'
import { currentVisit } from '@/lib/server/auth-visit'
import { visitor } from '@/lib/server/auth-visitor'
import type { Holder } from '@/lib/server/visit-steps'

/** Before the claim a form carries the link's token and the page's language; afterwards the cookie says who it is. */
export const holderFields = { token: z.string().max(100).optional(), language: languageSchema.catch('en') }

/** Who presses one of the ways out; null: nobody we know. */
export async function holderOf({
  token,
  language,
}: {
  token?: string | undefined
  language: Language
}): Promise<Holder | null> {
  return token ? { token, language, ...(await visitor()) } : currentVisit()
}

/** Where a refused press leads. */
export function problemPath(code: string): string {
  return code === 'too_many' ? '/e/problem/tooMany' : '/e/problem/ended'
}
