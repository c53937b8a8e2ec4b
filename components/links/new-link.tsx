'use client'
import { Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button, LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Environment } from '@/lib/domain/environment'
import type { Language } from '@/lib/domain/language'
import { draftMinutes, type LinkDraft } from '@/lib/domain/link-form-draft'
import { maskName, maskUserId } from '@/lib/domain/mask'
import { AudienceFields } from './audience-fields'
import { HandOverLink } from './hand-over'
import { LinkFormFrame } from './link-form-frame'
import type { HandOver } from './made'
import { PhonePreview, type PreviewAsker, type PreviewWords } from './phone-preview'
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
            The link for <bdi>{made.title}</bdi> is ready
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
      <LinkFormFrame
        form={form}
        part={part}
        contact={contact}
        environments={environments}
        refusal={refusal}
        pending={pending}
        send={() => void send(draft)}
        mayReEnroll={draft.audience === 'one'}
        labelHelp="Optional. Only for you and your colleagues, to find it again: Lagos branch, May."
        button="Make the link"
        note="The link is shown once, on the next screen. Have a way ready to hand it over: copy, QR code, e-mail or phone."
      >
        <Card title="Whom is it for?">
          <AudienceFields {...part} />
        </Card>
      </LinkFormFrame>
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
