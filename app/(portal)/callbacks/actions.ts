'use server'
import type { Outcome } from '@/lib/domain/outcome'
import { applyAgain } from '@/lib/server/apply-again'
import { actionActor } from '@/lib/server/auth'

/** Reads the status of a callback's job anew. What is no callback's id is refused as one that is not there. */
export async function applyCallbackAgain(callbackId: string): Promise<Outcome<{ jobId: string }>> {
  const asked = await actionActor('callbacks.apply')
  return asked.ok ? applyAgain(asked.actor, callbackId) : asked
}
