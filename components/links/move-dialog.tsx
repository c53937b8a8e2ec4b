'use client'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { RefusalNote } from '@/components/ui/refusal-note'
import { useRefresh } from '@/components/ui/use-refresh'
import type { Refusal } from '@/lib/domain/outcome'
import type { LinkActions, MenuLink } from './link-menu'
import { lost } from './lost'

type Move = 'pause' | 'resume' | 'revoke'

const questions: Record<Move, { title: string; text: string; confirm: string }> = {
  pause: {
    title: 'Pause this link?',
    text: 'Its page says that it is paused until you resume it. Whoever is in front of the camera already may finish. Its time goes on running.',
    confirm: 'Pause',
  },
  resume: {
    title: 'Resume this link?',
    text: 'It works again, until its time is over. The person’s link is the same one.',
    confirm: 'Resume',
  },
  revoke: {
    title: 'Revoke this link?',
    text: 'It is stopped for good and cannot be brought back; its page says so and how to reach you. What was already enrolled stays. You can re-issue it later.',
    confirm: 'Revoke',
  },
}

/** Asks before a link is paused, resumed or revoked, and says what will be so afterwards. */
export function MoveDialog({
  link,
  move,
  run,
  close,
}: {
  link: MenuLink
  move: Move | null
  run: LinkActions['move']
  close: () => void
}) {
  const [refresh] = useRefresh()
  const [refused, setRefused] = useState<{ move: Move; refusal: Refusal } | null>(null)
  const [pending, startTransition] = useTransition()
  // Also when it was closed before the answer came: what was refused has to be read.
  const asked = move ?? refused?.move ?? null
  const { title, text, confirm } = questions[asked ?? 'pause']
  const leave = () => {
    setRefused(null)
    close()
  }
  const go = () =>
    startTransition(async () => {
      if (!asked) return
      const outcome = await run({ linkId: link.id, move: asked }).catch(() => lost)
      if (!outcome.ok) return setRefused({ move: asked, refusal: outcome })
      leave()
      refresh()
    })
  return (
    <Dialog open={asked !== null} onOpenChange={leave} title={title} description={text}>
      <p className="mb-4 text-ink-2">
        For <bdi className="font-bold text-ink">{link.title}</bdi>
      </p>
      <RefusalNote refusal={refused?.refusal ?? null} className="mb-4" />
      <div className="flex flex-col-reverse gap-2 desk:flex-row desk:justify-end">
        <Button variant="quiet" onClick={leave}>
          Keep as it is
        </Button>
        <Button variant={asked === 'revoke' ? 'danger' : 'primary'} pending={pending} onClick={go}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  )
}
