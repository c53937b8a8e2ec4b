'use client'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { randomUuid } from '@/components/ui/random'
import { RefusalNote } from '@/components/ui/refusal-note'
import { priceWords } from '@/lib/domain/cost'
import { nextStepName } from '@/lib/domain/next-step'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import type { SendAgainInput } from '@/lib/domain/send-again'

type SendAgainProps = {
  jobId: string
  allowReEnroll: boolean
  variant: 'primary' | 'secondary'
  action: (input: SendAgainInput) => Promise<Outcome<{ jobId: string }>>
}

const questions = {
  re_enroll: {
    title: 'Replace the selfie on file?',
    text: 'The same capture is sent again as a new job, this time allowing the user id to be enrolled anew. If Smile ID approves it, this selfie replaces the one on file.',
  },
  plain: {
    title: 'Send the same capture again?',
    text: 'Nothing has to be captured anew. It becomes a new job; this one stays as it is.',
  },
}

/** Asks why, then makes a new job of this one's capture and goes there. */
export function SendAgain({ jobId, allowReEnroll, variant, action }: SendAgainProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [formKey, setFormKey] = useState('')
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [pending, startTransition] = useTransition()
  const { title, text } = allowReEnroll ? questions.re_enroll : questions.plain

  const ask = () => {
    // One key per opened dialog: pressing twice, or again after a lost answer, is one job.
    setFormKey(randomUuid())
    setRefusal(null)
    setOpen(true)
  }
  const send = () =>
    startTransition(async () => {
      const outcome = await action({ formKey, jobId, allowReEnroll, reason }).catch(() => lost)
      if (!outcome.ok) return setRefusal(outcome)
      setOpen(false)
      router.push(`/jobs/${outcome.jobId}`)
    })
  return (
    <>
      <Button variant={variant} onClick={ask}>
        {nextStepName[allowReEnroll ? 'allow_re_enroll' : 'send_again']}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={title} description={`${text} ${priceWords.send_again}`}>
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            if (!pending) send()
          }}
        >
          <Field
            label={allowReEnroll ? 'Why?' : 'Why? (optional)'}
            description="It stays in the history."
            error={refusal?.fields?.reason}
          >
            {(wired) => (
              <Textarea
                {...wired}
                name="reason"
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <RefusalNote refusal={refusal} />
          <div className="flex flex-col-reverse gap-2 desk:flex-row desk:justify-end">
            <Button variant="quiet" onClick={() => setOpen(false)}>
              Leave it
            </Button>
            <Button type="submit" variant="primary" pending={pending}>
              Send again
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

const lost = refuse('no_answer', 'Kioo did not answer. Press Send again once more; it is never sent twice.')
