'use client'
import { Mail } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RefusalNote } from '@/components/ui/refusal-note'
import { type Refusal, refuse } from '@/lib/domain/outcome'
import type { HandOver, MadeLink, MailFate } from './made'

/** Sends the link that is being shown to an address. */
export function SendMail({
  made,
  sendByMail,
  onSent,
}: {
  made: MadeLink
  sendByMail: HandOver['sendByMail']
  onSent: () => void
}) {
  const [email, setEmail] = useState(made.email ?? '')
  const [sent, setSent] = useState<(MailFate & { to: string }) | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [pending, startTransition] = useTransition()
  const send = () =>
    startTransition(async () => {
      const outcome = await sendByMail({ linkId: made.linkId, url: made.url, email }).catch(() => lost)
      setRefusal(outcome.ok ? null : outcome)
      setSent(outcome.ok ? { writtenTo: outcome.writtenTo, to: email } : null)
      if (outcome.ok && outcome.writtenTo === null) onSent()
    })
  return (
    <form
      noValidate
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending) send()
      }}
    >
      <Field label="E-mail address" error={refusal?.fields?.email}>
        {(wired) => (
          <div className="flex gap-2">
            <Input
              {...wired}
              type="email"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Button type="submit" pending={pending}>
              <Mail aria-hidden /> Send
            </Button>
          </div>
        )}
      </Field>
      <RefusalNote refusal={refusal} />
      <div role="status">{sent ? <Sent {...sent} /> : null}</div>
    </form>
  )
}

function Sent({ writtenTo, to }: MailFate & { to: string }) {
  if (writtenTo === null) return <Callout tone="ok" title={`Handed to the mail server for ${to}.`} />
  return (
    <Callout tone="warn" title="No mail server is set, so nothing was sent.">
      The mail to {to} was written to <span className="id">{writtenTo}</span> on the portal’s machine. An administrator
      sets <span className="id">KIOO_SMTP_URL</span>.
    </Callout>
  )
}

const lost = refuse('no_answer', 'Kioo did not answer. Press Send once more.')
