'use client'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { useRefresh } from '@/components/ui/use-refresh'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'

/** Says that somebody has looked at a note. It stays in the history, and pressing twice is harmless. */
export function SettleNote({ about, action }: { about: string; action: () => Promise<Outcome> }) {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [pending, startTransition] = useTransition()
  const [refresh, refreshing] = useRefresh()
  const settle = () =>
    startTransition(async () => {
      const outcome = await action().catch(() => lost)
      if (!outcome.ok) return setRefusal(outcome)
      setRefusal(null)
      // The note goes, and the button with it.
      document.getElementById('main')?.focus({ preventScroll: true })
      refresh()
    })
  return (
    <>
      <Button variant="primary" pending={pending || refreshing} onClick={settle}>
        I have looked at it
        <span className="sr-only">: {about}</span>
      </Button>
      <p role="status" className="basis-full text-[0.8125rem] text-bad empty:hidden">
        {refusal?.message}
      </p>
    </>
  )
}

const lost = refuse('no_answer', 'Kioo did not answer. Press it once more; it is written down only once.')
