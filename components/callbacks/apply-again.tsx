'use client'
import { RefreshCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { type Outcome, refuse } from '@/lib/domain/outcome'

/** Asks for the status of a callback's job anew. Pressing twice is harmless, so nothing is asked before. */
export function ApplyAgain({
  callbackId,
  action,
}: {
  callbackId: string
  action: (callbackId: string) => Promise<Outcome<{ jobId: string }>>
}) {
  const router = useRouter()
  const [outcome, setOutcome] = useState<Outcome<{ jobId: string }> | null>(null)
  const [pending, startTransition] = useTransition()
  const apply = () =>
    startTransition(async () => {
      setOutcome(await action(callbackId).catch(() => lost))
      router.refresh()
    })
  return (
    <div className="grid justify-items-start gap-2 desk:justify-items-end">
      <Button variant="primary" pending={pending} onClick={apply}>
        <RefreshCw aria-hidden /> Apply again
      </Button>
      <p role="status" className={`text-[0.8125rem] ${outcome?.ok === false ? 'text-bad' : 'text-ink-2'}`}>
        {outcome?.ok ? 'Smile ID is being asked now; the job’s history shows its answer.' : (outcome?.message ?? '')}
      </p>
    </div>
  )
}

const lost = refuse('no_answer', 'Kioo did not answer. Press it once more; asking twice is harmless.')
