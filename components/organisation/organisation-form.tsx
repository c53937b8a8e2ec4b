'use client'
import { useEffect, useRef } from 'react'
import { useConfirmedState } from '@/components/operators/confirming'
import { Callout } from '@/components/ui/callout'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { RefusalNote } from '@/components/ui/refusal-note'
import { SubmitButton } from '@/components/ui/submit-button'
import { drawnName, type FormState, untouched } from '@/lib/domain/form-state'

const fields = ['name', 'privacyUrl', 'contact', 'retentionDays'] as const
export type OrganisationFields = Record<(typeof fields)[number], string>
export type OrganisationAction = (
  state: FormState<keyof OrganisationFields>,
  form: FormData,
) => Promise<FormState<keyof OrganisationFields>>

/** Who asks people for their selfie. */
export function OrganisationForm({
  action,
  kept,
  onType,
  preview,
}: {
  action: OrganisationAction
  kept: OrganisationFields
  /** For the preview. */
  onType: (fields: Partial<OrganisationFields>) => void
  /** Where it has no room beside the form. */
  preview: React.ReactNode
}) {
  const [{ refusal, typed, answered }, submit] = useConfirmedState(action, untouched, ...fields)
  const form = useRef<HTMLFormElement>(null)
  const saved = answered > 0 && !refusal
  const now = { ...kept, ...typed }
  useEffect(() => {
    if (refusal?.fields) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [refusal])
  return (
    <form ref={form} action={submit} className="grid gap-5" noValidate>
      {saved ? <Callout tone="ok" role="status" title="Saved. Every hosted page shows it from now on." /> : null}
      <RefusalNote refusal={refusal} />
      {fields.map((name) => (
        <input key={name} type="hidden" name={drawnName(name)} value={kept[name]} />
      ))}
      <Field
        label="Name"
        required
        error={refusal?.fields?.name}
        description="As people know you: it is the first thing they read."
      >
        {(wired) => (
          <Input
            {...wired}
            name="name"
            autoComplete="organization"
            maxLength={90}
            defaultValue={now.name}
            onChange={(event) => onType({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        label="Privacy notice"
        error={refusal?.fields?.privacyUrl}
        description="Optional, but people look for it. An address that begins with https://"
      >
        {(wired) => (
          <Input
            {...wired}
            name="privacyUrl"
            type="url"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="https://"
            maxLength={520}
            defaultValue={now.privacyUrl}
            onChange={(event) => onType({ privacyUrl: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        label="Contact"
        error={refusal?.fields?.contact}
        description="Where people can ask: a telephone number, an address, opening hours. Shown on every page, and whenever a link cannot be used."
      >
        {(wired) => (
          <Textarea
            {...wired}
            name="contact"
            rows={3}
            maxLength={320}
            defaultValue={now.contact}
            onChange={(event) => onType({ contact: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        label={
          <>
            Pictures are erased after<span className="sr-only"> so many days</span>
          </>
        }
        required
        error={refusal?.fields?.retentionDays}
        description="People are told so before they agree, and Kioo keeps to it: when the days are over, it erases the pictures by itself. As long after the end of a link by which nobody sent a selfie, it forgets whom that was for."
      >
        {(wired) => (
          <div className="flex items-center gap-2.5">
            <Input
              {...wired}
              name="retentionDays"
              inputMode="numeric"
              className="num max-w-24"
              maxLength={5}
              defaultValue={now.retentionDays}
            />
            <span aria-hidden>days</span>
          </div>
        )}
      </Field>
      {preview}
      <div>
        <SubmitButton>Save</SubmitButton>
      </div>
    </form>
  )
}
