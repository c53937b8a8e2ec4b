'use client'
import { useState, useTransition } from 'react'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { Button } from './button'
import { leaveFocus } from './leave-focus'
import { useRefresh } from './use-refresh'

type AskButtonProps = {
  action: () => Promise<Outcome>
  /** What to expect once it was taken; left out where the page itself shows it. */
  done?: string
  variant?: 'primary' | 'secondary'
  children: React.ReactNode
}

/**
 * A button for something that does no harm when done twice, so that it does not ask first. The outcome stands under it, in
 * an element that is always there: not every screen reader reads out an element that appears together with its words.
 */
export function AskButton({ action, done, variant = 'secondary', children }: AskButtonProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [pending, startTransition] = useTransition()
  const [refresh, refreshing] = useRefresh()
  const ask = () =>
    startTransition(async () => {
      setOutcome(null)
      setOutcome(await action().catch(() => lost))
      refresh()
    })
  return (
    <div className="grid justify-items-start gap-1 desk:justify-items-end">
      <Button ref={leaveFocus} variant={variant} pending={pending || refreshing} onClick={ask}>
        {children}
      </Button>
      <p role="status" className={`text-[0.8125rem] ${outcome?.ok === false ? 'text-bad' : 'text-ink-2'}`}>
        {outcome?.ok ? done : outcome?.message}
      </p>
    </div>
  )
}

const lost = refuse('no_answer', 'Kioo did not answer. Press it once more; twice does no harm.')
