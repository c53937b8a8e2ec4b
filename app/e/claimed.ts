import 'server-only'
import type { Language } from '@/lib/domain/language'
import { keepVisitCookie, ownVisitCookie } from '@/lib/server/auth-visit'
import { visitor } from '@/lib/server/auth-visitor'
import type { Claim, Claimed } from '@/lib/server/claim-visit'
import { seeOther } from './form'

/** Who claims: this browser, and the visit it may already have. */
export async function claimOf(language: Language): Promise<Claim> {
  return { language, ...(await visitor()), cookie: await ownVisitCookie() }
}

/** A claim's answer: on to the visit with its cookie, or to the page that says why not. */
export async function claimedAnswer(claimed: Claimed, refused: (code: string) => string): Promise<Response> {
  if (!claimed.ok) return seeOther(claimed.code === 'too_many' ? '/e/problem/tooMany' : refused(claimed.code))
  await keepVisitCookie(claimed.visitCookie)
  return seeOther('/e/visit')
}
