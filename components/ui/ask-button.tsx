'use client'
import { useState, useTransition } from 'react'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { Button } from './button'
import { useRefresh } from './use-refresh'

type AskButtonProps = {
  action: () => Promise<Outcome>
  /** What to expect once it was taken. */
  done: string
  /** Whether the button is gone from the page by then; focus does not go with it. */
  isGoing?: boolean
  children: React.ReactNode
}

/** A button for what may be asked any number of times, so that nothing is asked before it. What came of it stands under it. */
export function AskButton({ action, done, isGoing = false, children }: AskButtonProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [pending, startTransition] = useTransition()
  const [refresh, refreshing] = useRefresh()
  const ask = () =>
    startTransition(async () => {
      const answer = await action().catch(() => lost)
      setOutcome(answer)
      if (answer.ok && isGoing) document.getElementById('main')?.focus({ preventScroll: true })
      refresh()
    })
  return (
    <div className="grid justify-items-start gap-2 desk:justify-items-end">
      <Button variant="secondary" pending={pending || refreshing} onClick={ask}>
        {children}
      </Button>
      <p role="status" className={`text-[0.8125rem] empty:hidden ${outcome?.ok === false ? 'text-bad' : 'text-ink-2'}`}>
        {outcome?.ok ? done : outcome?.message}
      </p>
    </div>
  )
}

const lost = refuse('no_answer', 'Kioo did not answer. Press it once more; asking twice is harmless.')
