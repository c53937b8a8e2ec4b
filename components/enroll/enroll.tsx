'use client'
import { useEffect, useRef } from 'react'
import { FoundNote } from '@/components/kept/found-note'
import { Card } from '@/components/ui/card'
import { REGISTER } from '@/lib/domain/job'
import { DeskCamera } from './desk-camera'
import { EnrollFields } from './enroll-fields'
import { NotSent } from './not-sent'
import { SendBar } from './send-bar'
import { type EnrollProps, useEnrolling } from './use-enrolling'
import { WhoseSelfie } from './whose-selfie'

/** The camera on one side, the form on the other, in whatever order; a failed submit loses nothing of either. */
export function Enroll(props: EnrollProps) {
  const enrolling = useEnrolling(props)
  const { opened, sitting, part, found, refusal, wrong, isSentBack } = enrolling
  const { draft } = part
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (wrong) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [wrong])
  useEffect(() => {
    // The button that was pressed is closed until there are other pictures.
    const isLost = document.activeElement?.matches('body, :disabled')
    if (isSentBack && isLost) form.current?.querySelector<HTMLElement>('[data-next]')?.focus()
  }, [isSentBack])
  return (
    <div className="grid items-start gap-5 desk:grid-cols-2">
      <Card title="Selfie" className="desk:sticky desk:top-7">
        <DeskCamera
          key={sitting.number}
          vault={enrolling.vault}
          about={[opened.type, opened.environment, opened.userId, opened.retryOf].join(' ')}
          atOnce={enrolling.startsAtOnce}
          {...sitting.heard}
        />
      </Card>
      <form
        ref={form}
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          void enrolling.send()
        }}
      >
        {found ? <FoundNote why={found} onStartOver={enrolling.startOver} /> : null}
        <EnrollFields
          {...part}
          environments={props.environments}
          known={enrolling.known}
          askPlace={enrolling.askPlace}
        />
        <SendBar
          name={draft.type === REGISTER ? 'Enroll this person' : 'Authenticate this person'}
          pending={enrolling.pending}
          {...enrolling.ready}
          whose={enrolling.asksWhose ? <WhoseSelfie {...draft} {...sitting.whose} /> : null}
        >
          {refusal ? <NotSent refusal={refusal} isSentBack={isSentBack} sitAgain={sitting.again} /> : null}
        </SendBar>
      </form>
    </div>
  )
}
