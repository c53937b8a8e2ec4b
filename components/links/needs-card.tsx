'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useRef, useState, useTransition } from 'react'
import { Button, LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { leaveFocus } from '@/components/ui/leave-focus'
import { randomUuid } from '@/components/ui/random'
import { useRefresh } from '@/components/ui/use-refresh'
import { countWords } from '@/lib/domain/count'
import { asksProvider, linkNeedNext, linkNeedWords } from '@/lib/domain/link-need'
import type { Outcome } from '@/lib/domain/outcome'
import { reasonWords } from '@/lib/domain/visit-words'
import type { LinkActions } from './link-menu'
import type { Renewed } from './made'
import type { Need } from './need'
import { ProviderAskedDialog } from './provider-asked-dialog'
import { RenewedLink } from './renewed-link'

type NeedsProps = {
  needs: readonly Need[]
  /** How many there are, these and those that are not shown. */
  total: number
  /** Who may not has to ask for it. */
  mayErase: boolean
  actions: LinkActions
  handle: (input: { requestId: string }) => Promise<Outcome>
}

/** What people have asked, with the likeliest answer one press away. */
export function NeedsCard({ needs, total, mayErase, actions, handle }: NeedsProps) {
  const router = useRouter()
  // Kept here and not in the row: re-issuing answers the request, so its row may go while the new link is still shown.
  const [renewed, setRenewed] = useState<Renewed | null>(null)
  const leave = () => {
    if (renewed) router.push(`/links/${renewed.made.linkId}`)
    setRenewed(null)
  }
  return (
    <>
      {needs.length > 0 ? (
        <Card title="Needs a person" aside={countWords(total)} flush className="mb-5">
          <ul className="divide-y divide-line">
            {needs.map((need) => (
              <NeedRow
                key={need.id}
                need={need}
                mayErase={mayErase}
                handle={handle}
                reissue={actions.reissue}
                onRenewed={setRenewed}
              />
            ))}
          </ul>
          {total > needs.length ? (
            <p className="border-t border-line px-4 py-3.5 text-[0.8125rem] text-ink-2 sm:px-5">
              And {countWords(total - needs.length)} more, which appear here as these are seen to.
            </p>
          ) : null}
        </Card>
      ) : null}
      <Dialog
        open={renewed !== null}
        onOpenChange={leave}
        shownOnce
        title={
          renewed ? (
            <>
              The new link for <bdi>{renewed.made.title}</bdi>
            </>
          ) : (
            ''
          )
        }
      >
        {renewed ? <RenewedLink renewed={renewed} actions={actions} /> : null}
      </Dialog>
    </>
  )
}

type NeedRowProps = Pick<NeedsProps, 'mayErase'> & {
  need: Need
  handle: NeedsProps['handle']
  reissue: LinkActions['reissue']
  onRenewed: (renewed: Renewed) => void
}

function NeedRow({ need, mayErase, handle, reissue, onRenewed }: NeedRowProps) {
  const [refresh, refreshing] = useRefresh()
  const formKey = useRef('')
  const [problem, setProblem] = useState<string | null>(null)
  const [handling, startTransition] = useTransition()
  const pending = handling || refreshing
  const { says } = linkNeedWords[need.kind]
  const rest = need.kind === 'withdrawn' ? whatIsLeft(need, mayErase) : null
  const offersNew = !need.link.isReissued && (need.kind === 'new_link' || need.kind === 'not_me')
  const [isConfirming, setConfirming] = useState(false)
  const putAway = () =>
    startTransition(async () => {
      const outcome = await handle({ requestId: need.id }).catch(() => null)
      setConfirming(false)
      if (!outcome?.ok) return setProblem(outcome?.message ?? 'Kioo did not answer. Try again.')
      refresh()
    })
  const done = () => (asksProvider(need) ? setConfirming(true) : putAway())
  const renew = () =>
    startTransition(async () => {
      // One key per request: pressing twice, or again after a lost answer, is one link.
      formKey.current ||= randomUuid()
      const input = { linkId: need.link.id, formKey: formKey.current, title: need.link.title }
      const outcome = await reissue(input).catch(() => null)
      if (!outcome?.ok) return setProblem(outcome?.message ?? 'Kioo did not answer. Load the page again.')
      onRenewed(outcome)
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
          {linkNeedNext(need)} <span className="text-ink-3">· {need.when}</span>
        </p>
        {problem ? <Callout tone="bad" role="alert" title={problem} className="mt-2" /> : null}
      </div>
      <div className="flex flex-wrap gap-2">
        {rest ? (
          <LinkButton href={rest.href} aria-label={`${rest.name}: ${need.link.title}`}>
            {rest.name}
          </LinkButton>
        ) : null}
        {offersNew ? (
          <Button variant="primary" pending={pending} onClick={renew}>
            Re-issue
          </Button>
        ) : null}
        <Button ref={leaveFocus} pending={pending} onClick={done} aria-label={`Done: ${need.link.title}`}>
          Done
        </Button>
      </div>
      <ProviderAskedDialog
        title={need.link.title}
        open={isConfirming}
        onOpenChange={setConfirming}
        pending={pending}
        confirm={putAway}
      />
    </li>
  )
}

/** Where what is left of a person who has withdrawn can be seen to; null: nothing is. */
function whatIsLeft({ enrolleeId, isErased }: Need, mayErase: boolean): { name: string; href: string } | null {
  if (!enrolleeId) return null
  const page = `/enrollees/${enrolleeId}`
  if (isErased) return { name: 'See their jobs', href: page }
  return { name: mayErase ? 'Erase the rest' : 'Ask to erase the rest', href: `${page}#erase` }
}
