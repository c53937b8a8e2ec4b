'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { randomUuid } from '@/components/ui/random'
import { RefusalNote } from '@/components/ui/refusal-note'
import type { Refusal } from '@/lib/domain/outcome'
import type { LinkActions, MenuLink } from './link-menu'
import { lost } from './lost'
import type { Renewed } from './made'
import { RenewedLink } from './renewed-link'

const questions = {
  reissue: {
    title: 'Make a new link in place of this one?',
    text: 'The new one is like this one, with the longest time that was chosen for this one. This one stops working at once: its page says that there is a newer link.',
    confirm: 'Re-issue',
  },
  remind: {
    title: 'Remind the person by e-mail?',
    text: 'Kioo keeps only the link’s fingerprint, so the mail brings a new link, with the longest time that was chosen for this one. The one they have stops working at once.',
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
  const [renewed, setRenewed] = useState<Renewed | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [pending, startTransition] = useTransition()
  const { title, text, confirm } = questions[kind]

  const leave = () => {
    if (renewed) router.push(`/links/${renewed.made.linkId}`)
    formKey.current = ''
    setRenewed(null)
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
      setRenewed(outcome)
    })
  return (
    <Dialog
      // Also when it was closed before the answer came: the new link is shown once, and the old one is stopped.
      open={open || renewed !== null}
      onOpenChange={leave}
      title={
        renewed ? (
          <>
            The new link for <bdi>{link.title}</bdi>
          </>
        ) : (
          title
        )
      }
      description={renewed ? undefined : text}
      shownOnce={renewed !== null}
    >
      {renewed ? (
        <RenewedLink renewed={renewed} actions={actions} />
      ) : (
        <>
          <p className="mb-4 text-ink-2">
            For <bdi className="font-bold text-ink">{link.title}</bdi>
          </p>
          <RefusalNote refusal={refusal} className="mb-4" />
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
