'use client'
import { useState } from 'react'
import { useVault } from '@/components/kept/use-vault'
import type { EnrollDraft } from '@/lib/domain/enroll-form-draft'
import type { Environment } from '@/lib/domain/environment'
import { gateFaultOf } from '@/lib/domain/gate-fault'
import { REGISTER } from '@/lib/domain/job'
import { picturesNow, readiness } from './readiness'
import { useKeptForm } from './use-kept-form'
import { useNext } from './use-next'
import { useSitting } from './use-sitting'
import { type SubmitEnrollment, useSubmit } from './use-submit'
import { type CheckUserId, useUserIdCheck } from './use-user-id-check'

export type EnrollProps = {
  /** What the form opens with. */
  first: EnrollDraft
  environments: readonly Environment[]
  /** What this sign-in's browser seals waiting pictures and the half-typed form with. */
  keepSecret: string
  submit: SubmitEnrollment
  check: CheckUserId
}

/** The form of one person and the sitting that goes with it: what is typed, what was taken, and what became of sending both. */
export function useEnrolling({ first, environments, keepSecret, submit, check }: EnrollProps) {
  const vault = useVault('desk', keepSecret)
  // One person after the other: the settings of the form before come back, and the camera starts by itself.
  const next = useNext(vault !== undefined)
  const [opened] = useState(first)
  const [draft, setDraft] = useState(opened)
  const sitting = useSitting(vault, draft)
  const kept = useKeptForm(vault, { opened, next, draft, environments, onFound: setDraft })
  const { send, forget, pending, refusal, sentBack } = useSubmit(submit, {
    onSent: () => Promise.all([sitting.forget(), kept.sent(draft)]),
    onSpent: sitting.again,
  })
  const change = (changed: Partial<EnrollDraft>) => {
    setDraft((draft) => ({ ...draft, ...changed }))
    forget(Object.keys(changed))
  }
  const startOver = () => {
    kept.forget()
    setDraft(opened)
    sitting.again()
  }
  const { captured, resumed, whose } = sitting
  const known = useUserIdCheck(check, draft.environment, draft.type === REGISTER ? draft.userId : '')
  const isSentBack = captured !== null && captured.captureId === sentBack
  const asksWhose = captured !== null && !isSentBack && resumed
  const pictures = picturesNow({ ...sitting, isSentBack, isUnclaimed: asksWhose && !whose.isSaid })
  const why = kept.found?.why
  const found = resumed ? (why === 'reload' ? ('both' as const) : ('pictures' as const)) : why
  return {
    vault,
    opened,
    sitting,
    part: { draft, errors: refusal?.fields ?? {}, change },
    known,
    /** What was found again, if anything was. */
    found,
    /** The device's place was asked for by the person before. */
    askPlace: kept.found?.askPlace ?? false,
    startsAtOnce: next && sitting.number === 0,
    asksWhose: asksWhose && draft.userId.trim() !== '',
    ready: readiness(draft, { pictures, isEnrolled: known?.state === 'enrolled' }),
    pending,
    isSentBack,
    /** Why the last press was of no use. Once there are other pictures, what was wrong with these is no news. */
    refusal: refusal && (isSentBack || !gateFaultOf(refusal.code)) ? refusal : null,
    /** What is wrong with fields: a new one with each press. */
    wrong: refusal?.fields,
    startOver,
    send: () => (captured ? send(draft, captured) : undefined),
  }
}
