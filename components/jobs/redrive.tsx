'use client'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { RefusalNote } from '@/components/ui/refusal-note'
import { priceWords } from '@/lib/domain/cost'
import { nextStepName } from '@/lib/domain/next-step'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'

type RedriveProps = {
  jobId: string
  variant: 'primary' | 'secondary'
  action: (jobId: string) => Promise<Outcome>
}

/** Says what it costs, then has the worker take the same job up again; the page follows it by itself. */
export function Redrive({ jobId, variant, action }: RedriveProps) {
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [pending, startTransition] = useTransition()

  const ask = () => {
    setRefusal(null)
    setOpen(true)
  }
  const go = () =>
    startTransition(async () => {
      const outcome = await action(jobId).catch(() => lost)
      if (!outcome.ok) return setRefusal(outcome)
      setOpen(false)
    })
  return (
    <>
      <Button variant={variant} onClick={ask}>
        {nextStepName.redrive}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Try this job again?"
        description={`It stays the same job with the same capture. Smile ID is asked first how it stands. ${priceWords.redrive}`}
      >
        <div className="grid gap-4">
          <RefusalNote refusal={refusal} />
          <div className="flex flex-col-reverse gap-2 desk:flex-row desk:justify-end">
            <Button variant="quiet" onClick={() => setOpen(false)}>
              Leave it
            </Button>
            <Button variant="primary" pending={pending} onClick={go}>
              {nextStepName.redrive}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}

const lost = refuse('no_answer', 'Kioo did not answer. Press Try again once more; it is never sent twice.')
