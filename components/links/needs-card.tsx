'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { type LinkNeedKind, linkNeedWords } from '@/lib/domain/link-need'
import type { Outcome } from '@/lib/domain/outcome'
import { reasonWords } from '@/lib/domain/visit-words'
import type { LinkActions, MenuLink } from './link-menu'
import { ReissueDialog } from './reissue-dialog'

export type Need = {
  id: string
  kind: LinkNeedKind
  detail: string | null
  /** When, in words. */
  when: string
  link: MenuLink
}

type NeedsProps = {
  needs: readonly Need[]
  actions: LinkActions
  handle: (input: { requestId: string }) => Promise<Outcome>
}

/** What people have asked, with the likeliest answer one press away. */
export function NeedsCard({ needs, actions, handle }: NeedsProps) {
  // Kept here and not in the row: re-issuing answers the request, so its row may go while the new link is still shown.
  const [link, setLink] = useState<MenuLink | null>(null)
  const [open, setOpen] = useState(false)
  const reissue = (asked: MenuLink) => {
    setLink(asked)
    setOpen(true)
  }
  return (
    <>
      {needs.length > 0 ? (
        <Card title="Needs a person" aside={needs.length} flush className="mb-5">
          <ul className="divide-y divide-line">
            {needs.map((need) => (
              <NeedRow key={need.id} need={need} handle={handle} reissue={reissue} />
            ))}
          </ul>
        </Card>
      ) : null}
      {link ? (
        <ReissueDialog
          key={link.id}
          link={link}
          actions={actions}
          kind="reissue"
          open={open}
          close={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}

type NeedRowProps = { need: Need; handle: NeedsProps['handle']; reissue: (link: MenuLink) => void }

function NeedRow({ need, handle, reissue }: NeedRowProps) {
  const router = useRouter()
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const { says, next } = linkNeedWords[need.kind]
  const offersNew = !need.link.isReissued && (need.kind === 'new_link' || need.kind === 'not_me')
  const done = () =>
    startTransition(async () => {
      const outcome = await handle({ requestId: need.id }).catch(() => null)
      if (!outcome?.ok) return setProblem(outcome?.message ?? 'Kioo did not answer. Try again.')
      router.refresh()
    })
  return (
    <li className="flex flex-col gap-x-6 gap-y-3 px-4 py-3.5 sm:px-5 desk:flex-row desk:items-center">
      <div className="min-w-0 flex-1">
        <p>
          <Link href={`/links/${need.link.id}`} className="font-semibold hover:underline">
            {need.link.title}
          </Link>{' '}
          {says}
          {need.detail ? `: ${reasonWords(need.detail)}` : null}.
        </p>
        <p className="text-[0.8125rem] text-ink-2">
          {next} <span className="text-ink-3">· {need.when}</span>
        </p>
        {problem ? <Callout tone="bad" role="alert" title={problem} className="mt-2" /> : null}
      </div>
      <div className="flex flex-wrap gap-2">
        {offersNew ? (
          <Button variant="primary" onClick={() => reissue(need.link)}>
            Re-issue
          </Button>
        ) : null}
        <Button pending={pending} onClick={done} aria-label={`Done: ${need.link.title}`}>
          Done
        </Button>
      </div>
    </li>
  )
}
