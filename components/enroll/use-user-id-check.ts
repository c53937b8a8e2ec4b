'use client'
import { useEffect, useState } from 'react'
import { userIdSchema } from '@/lib/domain/enroll-form'
import type { Environment } from '@/lib/domain/environment'
import type { Outcome } from '@/lib/domain/outcome'

const TYPING_PAUSE_MS = 350

export type KnownUserId = {
  state: 'free' | 'known' | 'enrolled'
  enrolleeId: string | null
  /** Whether they have withdrawn their consent since. */
  withdrawn: boolean
}
export type CheckUserId = (input: { environment: Environment; userId: string }) => Promise<Outcome<KnownUserId>>

/** What the portal knows of the user id being typed; null while it is not known (yet). */
export function useUserIdCheck(check: CheckUserId, environment: Environment, typed: string): KnownUserId | null {
  const [known, setKnown] = useState<(KnownUserId & { about: string }) | null>(null)
  const parsed = userIdSchema.safeParse(typed)
  const userId = parsed.success ? parsed.data : null
  const about = `${environment} ${userId}`
  useEffect(() => {
    if (!userId) return
    let stale = false
    const ask = async () => {
      // A hint only: when it cannot be had, the form works without it, and it comes with the connection.
      const outcome = await check({ environment, userId }).catch(() => null)
      if (stale) return
      if (!outcome) addEventListener('online', ask, { once: true })
      if (!outcome?.ok) return
      const { state, enrolleeId, withdrawn } = outcome
      setKnown({ state, enrolleeId, withdrawn, about: `${environment} ${userId}` })
    }
    const timer = setTimeout(ask, TYPING_PAUSE_MS)
    return () => {
      stale = true
      clearTimeout(timer)
      removeEventListener('online', ask)
    }
  }, [check, environment, userId])
  return known?.about === about ? known : null
}
