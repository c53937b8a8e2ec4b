'use client'
import { useEffect, useRef, useState } from 'react'
import { Capture } from '@/components/capture/capture'
import { deskWords } from '@/components/capture/desk-words'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import type { EnrollDraft } from '@/lib/domain/enroll-form-draft'
import type { Environment } from '@/lib/domain/environment'
import type { Captured } from '@/lib/domain/guidance'
import { REGISTER } from '@/lib/domain/job'
import { EnvironmentChoice } from './environment-choice'
import { LocationFields } from './location-fields'
import { PartnerParams } from './partner-params'
import { PersonFields } from './person-fields'
import { ReEnrollFields } from './re-enroll-fields'
import { sendFrame } from './send-frame'
import { type SubmitEnrollment, useSubmit } from './use-submit'
import type { CheckUserId } from './use-user-id-check'

const deskManner = { words: deskWords, large: false, heading: 'h3' } as const

type EnrollProps = {
  /** What the form opens with. */
  first: EnrollDraft
  environments: readonly Environment[]
  submit: SubmitEnrollment
  check: CheckUserId
}

/** The camera on one side, the form on the other, in whatever order; a failed submit loses nothing of either. */
export function Enroll({ first, environments, submit, check }: EnrollProps) {
  const [draft, setDraft] = useState(first)
  const [captured, setCaptured] = useState<Captured | null>(null)
  const [sitting, setSitting] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  const { send, forget, pending, refusal } = useSubmit(submit, () => setSitting((count) => count + 1))
  const errors = refusal?.fields ?? {}

  useEffect(() => {
    if (refusal?.fields) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [refusal])

  const change = (changed: Partial<EnrollDraft>) => {
    setDraft((draft) => ({ ...draft, ...changed }))
    forget(Object.keys(changed))
  }
  const part = { draft, errors, change }
  const register = draft.type === REGISTER
  const missing = [!captured && 'the pictures', !draft.userId.trim() && 'a user id'].filter(Boolean)
  return (
    <div className="grid items-start gap-5 desk:grid-cols-2">
      <Card title="Selfie" className="desk:sticky desk:top-7">
        <Capture key={sitting} send={sendFrame} onCapture={setCaptured} manner={deskManner} />
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
        <Card title={register ? 'Who is it?' : 'What is sent'}>
          <div className="grid gap-5">
            {register ? <PersonFields {...part} check={check} /> : null}
            {register ? <EnvironmentChoice {...part} environments={environments} /> : null}
            {register ? <ReEnrollFields {...part} /> : null}
            <LocationFields {...part} />
            <PartnerParams {...part} />
          </div>
        </Card>
        {refusal ? (
          <Callout role="alert" tone="bad" title={refusal.message}>
            {Object.entries(errors).length === 0 ? null : 'Each field says what to change.'}
          </Callout>
        ) : null}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" variant="primary" size="large" pending={pending} disabled={missing.length > 0}>
            {register ? 'Enroll this person' : 'Authenticate this person'}
          </Button>
          <p role="status" className="text-[0.8125rem] text-ink-2">
            {missing.length ? `Still needed: ${missing.join(' and ')}.` : 'Ready to be sent to Smile ID.'}
          </p>
        </div>
      </form>
    </div>
  )
}
