'use client'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import { FoundNote } from '@/components/kept/found-note'
import { Button, LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import type { Environment } from '@/lib/domain/environment'
import type { Language } from '@/lib/domain/language'
import { draftMinutes, type LinkDraft } from '@/lib/domain/link-form-draft'
import { maskName, maskUserId } from '@/lib/domain/mask'
import { AudienceFields } from './audience-fields'
import { HandOverLink } from './hand-over'
import { LinkFormFrame } from './link-form-frame'
import type { HandOver } from './made'
import { NewLinkHead } from './new-link-head'
import { PhonePreview, type PreviewAsker, type PreviewWords } from './phone-preview'
import { PreviewBeside, PreviewFold } from './preview-place'
import { useKeptLink } from './use-kept-link'
import { type MakeLink, useMakeLink } from './use-make-link'

type NewLinkProps = {
  first: LinkDraft
  environments: readonly Environment[]
  /** The organisation's own contact, shown where the link has none. */
  contact: string
  codeAddress: string
  /** What this sign-in's browser seals the half-typed form with. */
  keepSecret: string
  /** Said above the form, before anything is made. */
  notice: React.ReactNode
  make: MakeLink
  handOver: HandOver
  words: Record<Language, PreviewWords>
  asker: PreviewAsker
}

/** The form on one side and the person's page on the other; afterwards the link, once. */
export function NewLink(props: NewLinkProps) {
  const { first, environments, contact, codeAddress, keepSecret, notice, make, handOver, words, asker } = props
  const [opened] = useState(first)
  const [draft, setDraft] = useState(opened)
  const form = useRef<HTMLFormElement>(null)
  const done = useRef<HTMLHeadingElement>(null)
  const { send, forget, again, pending, refusal, made } = useMakeLink(make)
  const kept = useKeptLink(keepSecret, { opened, draft: made ? opened : draft, environments, onFound: setDraft })
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
  const startOver = () => {
    kept.forget()
    setDraft(opened)
    again()
  }

  if (made)
    return (
      <>
        <PageHead
          above={<Link href="/links">Links</Link>}
          title={
            <>
              The link for <bdi>{made.title}</bdi> is ready
            </>
          }
          titleRef={done}
          below="It is made, and shown this once: hand it over now."
        />
        <Card className="max-w-3xl p-4 sm:p-6">
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
      </>
    )

  const preview = (
    <PhonePreview
      words={words}
      asker={asker}
      language={draft.language || 'en'}
      whom={draft.audience === 'many' ? null : maskedName(draft)}
      minutes={draftMinutes(draft)}
      contact={draft.contact.trim() || contact}
      isTest={draft.environment === 'SANDBOX'}
    />
  )
  return (
    <>
      <NewLinkHead />
      {notice}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 desk:grid-cols-[minmax(0,1fr)_320px]">
        <LinkFormFrame
          form={form}
          part={part}
          contact={contact}
          environments={environments}
          refusal={refusal}
          pending={pending}
          send={async () => {
            if (await send(draft)) kept.forget()
          }}
          mayReEnroll={draft.audience === 'one'}
          preview={<PreviewFold>{preview}</PreviewFold>}
          labelHelp="Optional. Only for you and your colleagues, to find it again: Lagos branch, May."
          button="Make the link"
          note="The link is shown once, on the next screen. Have a way ready to hand it over: copy, QR code, e-mail or phone."
        >
          {kept.found ? <FoundNote why="link" onStartOver={startOver} /> : null}
          <Card title="Whom is it for?">
            <AudienceFields {...part} />
          </Card>
        </LinkFormFrame>
        <PreviewBeside>{preview}</PreviewBeside>
      </div>
    </>
  )
}

/** As the page will show it: enough to say "that is me". */
function maskedName({ displayName, userId }: LinkDraft): string {
  if (displayName.trim()) return maskName(displayName)
  return userId.trim() ? maskUserId(userId.trim()) : '•••'
}
