'use client'
import { type ActionDispatch, useEffect, useRef, useState } from 'react'
import { PICTURES_KEPT_MS, type Vault } from '@/components/kept/vault'
import type { CaptureEvent, CaptureState } from './capture-state'
import { keptStage, packSitting, SITTING, unpackSitting } from './kept-sitting'

/**
 * Keeps a sitting in the browser, sealed, from the moment it was taken until its job is made, and finds it again after
 * a reload if the page is `about` the same. After half an hour it is wiped. Returns whether it has looked and there is
 * nothing to resume, so that a new sitting may begin.
 */
export function useKept(
  state: CaptureState,
  dispatch: ActionDispatch<[CaptureEvent]>,
  vault: Vault | null | undefined,
  about: string,
  /** Whether the pictures at hand were found again. */
  onResumed?: (resumed: boolean) => void,
): boolean {
  const [looked, setLooked] = useState(false)
  const until = useRef(0)
  const begun = useRef(false)
  const told = useRef(onResumed)
  useEffect(() => {
    begun.current = state.step !== 'primer'
    told.current = onResumed
  })

  // This effect stands before the one that writes and wipes: after it there would be nothing left to find.
  useEffect(() => {
    if (vault === null && !begun.current) setLooked(true)
    if (!vault) return
    let stale = false
    vault.recall(SITTING).then((found) => {
      // Whoever did not wait for the vault has begun a new sitting, and it has its own half hour.
      if (stale || begun.current) return
      const resumed = found && unpackSitting(found, about)
      if (!resumed) return setLooked(true)
      until.current = found.until
      dispatch(resumed)
      told.current?.(true)
    })
    return () => {
      stale = true
    }
  }, [vault, dispatch, about])

  const sitting = 'sitting' in state ? state.sitting : null
  const stage = keptStage(state)
  const isNew = state.step === 'starting' || (sitting !== null && stage === null)
  useEffect(() => {
    if (isNew) told.current?.(false)
    if (!vault) return
    if (isNew) {
      until.current = 0
      vault.forget(SITTING)
    } else if (sitting && stage) {
      until.current ||= Date.now() + PICTURES_KEPT_MS
      vault.keep(SITTING, packSitting(sitting, stage, about), until.current)
    }
  }, [vault, sitting, stage, isNew, about])

  const waits = state.step === 'review' || state.step === 'stalled'
  useEffect(() => {
    if (!waits) return
    const left = (until.current || Date.now() + PICTURES_KEPT_MS) - Date.now()
    const timer = setTimeout(() => {
      until.current = 0
      vault?.forget(SITTING)
      dispatch({ kind: 'expired' })
    }, left)
    return () => clearTimeout(timer)
  }, [waits, vault, dispatch])
  return looked
}
