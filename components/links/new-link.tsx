'use client'
import { Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { EnvironmentChoice } from '@/components/enroll/environment-choice'
import { Button, LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Environment } from '@/lib/domain/environment'
import type { Language } from '@/lib/domain/language'
import { draftMinutes, type LinkDraft } from '@/lib/domain/link-form-draft'
import { maskName, maskUserId } from '@/lib/domain/mask'
import { AudienceFields } from './audience-fields'
import { HandOverLink } from './hand-over'
import { LimitFields } from './limit-fields'
import type { HandOver } from './made'
import { PageFields } from './page-fields'
import { PhonePreview, type PreviewAsker, type PreviewWords } from './phone-preview'
import { ReEnrollFields } from './re-enroll-fields'
import { type MakeLink, useMakeLink } from './use-make-link'

type NewLinkProps = {
  first: LinkDraft
  environments: readonly Environment[]
  /** The organisation's own contact, shown where the link has none. */
  contact: string
  codeAddress: string
  make: MakeLink
  handOver: HandOver
  words: Record<Language, PreviewWords>
  asker: PreviewAsker
}

/** The form on one side and the person's page on the other; afterwards the link, once. */
export function NewLink({ first, environments, contact, codeAddress, make, handOver, words, asker }: NewLinkProps) {
  const [draft, setDraft] = useState(first)
  const form = useRef<HTMLFormElement>(null)
  const done = useRef<HTMLHeadingElement>(null)
  const { send, forget, again, pending, refusal, made } = useMakeLink(make)
  const errors = refusal?.fields ?? {}

  useEffect(() => {
    if (refusal?.fields) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [refusal])
  useEffect(() => {
    if (made) done.current?.focus()
  }, [made])

  const change = (changed: Partial<LinkDraft>) => {
    setDraft((draft) => ({ ...draft, ...changed }))
    forget(Object.keys(changed))
  }
  const part = { draft, errors, change }

  if (made)
    return (
      <div className="max-w-3xl">
        <Card className="p-4 sm:p-6">
          <h2 ref={done} tabIndex={-1} className="mb-4 text-base outline-none">
            The link for {made.title} is ready
          </h2>
          <HandOverLink made={made} actions={handOver} codeAddress={codeAddress} />
        </Card>
        <div className="mt-5 flex flex-wrap gap-2.5">
          <LinkButton href={`/links/${made.linkId}`}>Follow this link</LinkButton>
          <Button
            variant="quiet"
            onClick={() => {
              setDraft({ ...draft, userId: '', displayName: '', email: '' })
              again()
            }}
          >
            <Plus aria-hidden /> Make another
          </Button>
        </div>
      </div>
    )

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 desk:grid-cols-[minmax(0,1fr)_320px]">
      <form
        ref={form}
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          void send(draft)
        }}
      >
        <Card title="Whom is it for?">
          <AudienceFields {...part} />
        </Card>
        <Card title="How long and how often">
          <LimitFields {...part} />
        </Card>
        <Card title="The person’s page">
          <PageFields {...part} contact={contact} />
        </Card>
        <Card title="The enrollment">
          <div className="grid gap-5">
            <EnvironmentChoice {...part} environments={environments} />
            {draft.audience === 'one' ? <ReEnrollFields {...part} /> : null}
            <Field
              label="Label"
              error={errors.label}
              description="Optional. Only for you and your colleagues, to find it again: Lagos branch, May."
            >
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
        {refusal ? (
          <Callout role="alert" tone="bad" title={refusal.message}>
            {Object.keys(errors).length ? 'Each field says what to change.' : null}
          </Callout>
        ) : null}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" variant="primary" size="large" pending={pending}>
            Make the link
          </Button>
          <p className="max-w-[44ch] text-[0.8125rem] text-ink-2">
            The link is shown once, on the next screen. Have a way ready to hand it over: copy, QR code, e-mail or
            phone.
          </p>
        </div>
      </form>
      <aside aria-label="Preview" className="desk:sticky desk:top-7">
        <PhonePreview
          words={words}
          asker={asker}
          language={draft.language || 'en'}
          whom={draft.audience === 'many' ? null : maskedName(draft)}
          minutes={draftMinutes(draft)}
        />
      </aside>
    </div>
  )
}

/** As the page will show it: enough to say "that is me". */
function maskedName({ displayName, userId }: LinkDraft): string {
  if (displayName.trim()) return maskName(displayName)
  return userId.trim() ? maskUserId(userId.trim()) : '•••'
}
