'use client'
import { useEffect, useRef, useState } from 'react'
import type { CaptureStep } from '@/components/capture/capture-state'
import { SITTING } from '@/components/capture/kept-sitting'
import { FoundNote } from '@/components/kept/found-note'
import { useForget, useVault } from '@/components/kept/use-vault'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DocumentLink } from '@/components/ui/document-link'
import { RefusalNote } from '@/components/ui/refusal-note'
import type { EnrollDraft } from '@/lib/domain/enroll-form-draft'
import type { Environment } from '@/lib/domain/environment'
import { gateFaultOf } from '@/lib/domain/gate-fault'
import type { Captured } from '@/lib/domain/guidance'
import { REGISTER } from '@/lib/domain/job'
import { DeskCamera } from './desk-camera'
import { EnvironmentChoice } from './environment-choice'
import { LocationFields } from './location-fields'
import { PartnerParams } from './partner-params'
import { PersonFields } from './person-fields'
import { ReEnrollFields } from './re-enroll-fields'
import { readiness } from './readiness'
import { SendBar } from './send-bar'
import { useKeptForm } from './use-kept-form'
import { useNext } from './use-next'
import { type SubmitEnrollment, useSubmit } from './use-submit'
import { type CheckUserId, useUserIdCheck } from './use-user-id-check'
import { useWhoseSelfie, WhoseSelfie } from './whose-selfie'

type EnrollProps = {
  /** What the form opens with. */
  first: EnrollDraft
  environments: readonly Environment[]
  /** What this sign-in's browser seals waiting pictures and the half-typed form with. */
  keepSecret: string
  submit: SubmitEnrollment
  check: CheckUserId
}

/** The camera on one side, the form on the other, in whatever order; a failed submit loses nothing of either. */
export function Enroll({ first, environments, keepSecret, submit, check }: EnrollProps) {
  const vault = useVault('desk', keepSecret)
  const forgetSitting = useForget(vault, SITTING)
  // One person after the other: the settings of the form before come back, and the camera starts by itself.
  const next = useNext(vault !== undefined)
  const [opened] = useState(first)
  const [draft, setDraft] = useState(opened)
  const [captured, setCaptured] = useState<Captured | null>(null)
  const [sitting, setSitting] = useState(0)
  const [step, setStep] = useState<CaptureStep>('primer')
  const [resumed, setResumed] = useState(false)
  const whose = useWhoseSelfie(draft)
  const form = useRef<HTMLFormElement>(null)
  const kept = useKeptForm(vault, { opened, next, draft, environments, onFound: setDraft })

  /** Another sitting at the camera; nothing of the one before is found again. */
  const sitAgain = () => {
    forgetSitting()
    setResumed(false)
    whose.forget()
    setCaptured(null)
    setSitting((count) => count + 1)
  }
  const { send, forget, pending, refusal, sentBack } = useSubmit(submit, {
    onSent: () => Promise.all([forgetSitting(), kept.sent(draft)]),
    onSpent: sitAgain,
  })
  const errors = refusal?.fields ?? {}

  useEffect(() => {
    if (refusal?.fields) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [refusal])

  const change = (changed: Partial<EnrollDraft>) => {
    setDraft((draft) => ({ ...draft, ...changed }))
    forget(Object.keys(changed))
  }
  const startOver = () => {
    kept.forget()
    setDraft(opened)
    sitAgain()
  }
  const why = kept.found?.why
  const found = resumed ? (why === 'reload' ? 'both' : 'pictures') : why
  const part = { draft, errors, change }
  const register = draft.type === REGISTER
  const known = useUserIdCheck(check, draft.environment, register ? draft.userId : '')
  const again = captured !== null && captured.captureId === sentBack
  // Once there are other pictures, what was wrong with these is no news.
  const shown = refusal && (again || !gateFaultOf(refusal.code)) ? refusal : null
  const asksWhose = captured !== null && !again && resumed
  const pictures = () => {
    if (again) return 'spent'
    if (!captured) return step === 'review' ? 'taken' : 'none'
    return asksWhose && !whose.isSaid ? 'found' : 'there'
  }
  const ready = readiness(draft, {
    pictures: pictures(),
    isEnrolled: known?.state === 'enrolled',
  })
  return (
    <div className="grid items-start gap-5 desk:grid-cols-2">
      <Card title="Selfie" className="desk:sticky desk:top-7">
        <DeskCamera
          key={sitting}
          vault={vault}
          about={[opened.type, opened.environment, opened.userId, opened.retryOf].join(' ')}
          onResumed={setResumed}
          onCapture={setCaptured}
          onStep={setStep}
          atOnce={next && sitting === 0}
        />
      </Card>
      <form
        ref={form}
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (captured) void send(draft, captured)
        }}
      >
        {found ? <FoundNote why={found} onStartOver={startOver} /> : null}
        <Card title={register ? 'Who is it?' : 'What is sent'}>
          <div className="grid gap-5">
            {register ? <PersonFields {...part} known={known} /> : null}
            {register ? <EnvironmentChoice {...part} environments={environments} /> : null}
            {register ? <ReEnrollFields {...part} /> : null}
            <LocationFields {...part} askNow={kept.found?.askPlace ?? false} />
            <PartnerParams {...part} />
          </div>
        </Card>
        <SendBar
          name={register ? 'Enroll this person' : 'Authenticate this person'}
          pending={pending}
          {...ready}
          whose={asksWhose && draft.userId.trim() ? <WhoseSelfie {...draft} {...whose} /> : null}
        >
          <RefusalNote
            refusal={shown}
            sumsUp
            action={
              again ? (
                <Button onClick={sitAgain}>Take new pictures</Button>
              ) : shown?.jobId ? (
                <DocumentLink variant="secondary" href={`/jobs/${shown.jobId}`}>
                  Open their job
                </DocumentLink>
              ) : undefined
            }
          />
        </SendBar>
      </form>
    </div>
  )
}
