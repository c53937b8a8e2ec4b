'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState, useTransition } from 'react'
import { randomUuid } from '@/components/enroll/random'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Dialog } from '@/components/ui/dialog'
import type { Refusal } from '@/lib/domain/outcome'
import { HandOverLink } from './hand-over'
import type { LinkActions, MenuLink } from './link-menu'
import type { MadeLink, MailFate, Renewed } from './made'

const questions = {
  reissue: {
    title: 'Make a new link in place of this one?',
    text: 'The new one is like this one, with its whole time anew. This one stops working at once: its page says that there is a newer link.',
    confirm: 'Re-issue',
  },
  remind: {
    title: 'Remind the person by e-mail?',
    text: 'Kioo keeps only the link’s fingerprint, so the mail brings a new link with its whole time anew. The one they have stops working at once.',
    confirm: 'Send the reminder',
  },
} as const

type ReissueDialogProps = {
  link: MenuLink
  actions: LinkActions
  kind: 'reissue' | 'remind'
  open: boolean
  close: () => void
}

/** Makes a new link in place of an old one, and shows it in the same dialog, this once. */
export function ReissueDialog({ link, actions, kind, open, close }: ReissueDialogProps) {
  const router = useRouter()
  const formKey = useRef('')
  const [made, setMade] = useState<MadeLink | null>(null)
  const [fate, setFate] = useState<Renewed['mail']>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [pending, startTransition] = useTransition()
  const { title, text, confirm } = questions[kind]

  const leave = () => {
    if (made) router.push(`/links/${made.linkId}`)
    formKey.current = ''
    setMade(null)
    setFate(null)
    setRefusal(null)
    close()
  }
  const go = () =>
    startTransition(async () => {
      // One key per opened dialog: pressing twice, or again after a lost answer, is one link.
      formKey.current ||= randomUuid()
      const input = { linkId: link.id, formKey: formKey.current, title: link.title }
      const asked = kind === 'remind' ? actions.remind(input) : actions.reissue(input)
      const outcome = await asked.catch(() => lost)
      if (!outcome.ok) return setRefusal(outcome)
      setRefusal(null)
      setFate(outcome.mail)
      setMade(outcome.made)
    })
  return (
    <Dialog
      open={open}
      onOpenChange={leave}
      title={made ? `The new link for ${link.title}` : title}
      description={made ? undefined : text}
    >
      {made ? (
        <div className="grid gap-4">
          {fate ? <Reminded fate={fate} /> : null}
          <HandOverLink made={made} actions={actions.handOver} codeAddress={actions.codeAddress} narrow />
          <Button onClick={leave}>I have handed it over</Button>
        </div>
      ) : (
        <>
          <p className="mb-4 text-ink-2">
            For <b className="text-ink">{link.title}</b>
          </p>
          {refusal ? <Callout tone="bad" role="alert" title={refusal.message} className="mb-4" /> : null}
          <div className="flex flex-col-reverse gap-2 desk:flex-row desk:justify-end">
            <Button variant="quiet" onClick={leave}>
              Keep as it is
            </Button>
            <Button variant="primary" pending={pending} onClick={go}>
              {confirm}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  )
}

/** What became of the reminder's mail. */
function Reminded({ fate }: { fate: MailFate | 'failed' }) {
  if (fate === 'failed')
    return (
      <Callout
        tone="bad"
        role="status"
        title="The mail could not be sent. The new link is made: hand it over another way."
      />
    )
  if (fate.writtenTo === null)
    return <Callout tone="ok" role="status" title="The reminder is handed to the mail server." />
  return (
    <Callout tone="warn" role="status" title="No mail server is set, so nothing was sent.">
      The mail was written to <span className="id">{fate.writtenTo}</span> on the portal’s machine.
    </Callout>
  )
}

const lost: Refusal = {
  ok: false,
  code: 'no_answer',
  message: 'Kioo did not answer. Load the page again to see how the link stands.',
}
