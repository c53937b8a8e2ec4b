'use client'
import type { RefObject } from 'react'
import { EnvironmentChoice } from '@/components/enroll/environment-choice'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RefusalNote } from '@/components/ui/refusal-note'
import type { Environment } from '@/lib/domain/environment'
import type { Refusal } from '@/lib/domain/outcome'
import { LimitFields } from './limit-fields'
import { PageFields } from './page-fields'
import type { PartProps } from './parts'
import { ReEnrollFields } from './re-enroll-fields'

type LinkFormFrameProps = {
  form: RefObject<HTMLFormElement | null>
  part: PartProps
  contact: string
  environments: readonly Environment[]
  refusal: Refusal | null
  pending: boolean
  send: () => void
  /** What the form is about, above what every link has. */
  children: React.ReactNode
  /** Open links make new user ids: nobody is on file yet. */
  mayReEnroll: boolean
  labelHelp: string
  /** What comes of it, where it is shown within the form. */
  preview?: React.ReactNode
  button: React.ReactNode
  /** What pressing it will do. */
  note: string
  className?: string
}

/** The form of one link and that of many: whom they are for differs, what every link has does not. */
export function LinkFormFrame(props: LinkFormFrameProps) {
  const { form, part, contact, environments, refusal, pending, send, children } = props
  const { draft, errors, change } = part
  const isSaidAtField = Object.values(errors).some((error) => error === refusal?.message)
  return (
    <form
      ref={form}
      noValidate
      className={`grid gap-5 ${props.className ?? ''}`}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {children}
      <Card title="How long and how often">
        <LimitFields {...part} />
      </Card>
      <Card title="The person’s page">
        <PageFields {...part} contact={contact} />
      </Card>
      <Card title="The enrollment">
        <div className="grid gap-5">
          <EnvironmentChoice {...part} environments={environments} />
          {props.mayReEnroll ? <ReEnrollFields {...part} /> : null}
          <Field label="Label" error={errors.label} description={props.labelHelp}>
            {(wired) => (
              <Input
                {...wired}
                value={draft.label}
                maxLength={130}
                autoComplete="off"
                onChange={(event) => change({ label: event.currentTarget.value })}
              />
            )}
          </Field>
        </div>
      </Card>
      {props.preview}
      <RefusalNote refusal={isSaidAtField ? null : refusal} sumsUp />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" variant="primary" size="large" pending={pending} className="max-sm:w-full">
          {props.button}
        </Button>
        <p className="max-w-[44ch] text-[0.8125rem] text-ink-2">{props.note}</p>
      </div>
    </form>
  )
}
