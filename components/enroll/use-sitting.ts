'use client'
import { useState } from 'react'
import type { CaptureStep } from '@/components/capture/capture-state'
import { SITTING } from '@/components/capture/kept-sitting'
import { useForget } from '@/components/kept/use-vault'
import type { Vault } from '@/components/kept/vault'
import type { EnrollDraft } from '@/lib/domain/enroll-form-draft'
import type { Captured } from '@/lib/domain/guidance'
import { useWhoseSelfie } from './whose-selfie'

/** What one sitting at the desk's camera has come to, and whose its pictures are. */
export function useSitting(vault: Vault | null | undefined, draft: EnrollDraft) {
  const forget = useForget(vault, SITTING)
  const [captured, setCaptured] = useState<Captured | null>(null)
  const [number, setNumber] = useState(0)
  const [step, setStep] = useState<CaptureStep>('primer')
  const [resumed, setResumed] = useState(false)
  const whose = useWhoseSelfie(draft)
  return {
    captured,
    step,
    /** Whether the pictures at hand were taken before, and found again. */
    resumed,
    whose,
    /** Counts the sittings: each has a camera of its own. */
    number,
    /** What the camera tells of it. */
    heard: { onResumed: setResumed, onCapture: setCaptured, onStep: setStep },
    /** Nothing of it is found again. */
    forget,
    /** Another sitting in its place; nothing of this one is found again. */
    again(): void {
      forget()
      setResumed(false)
      whose.forget()
      setCaptured(null)
      setNumber((count) => count + 1)
    },
  }
}
