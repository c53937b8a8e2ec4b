'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { randomUuid } from '@/components/ui/random'
import { type EnrollFormInput, enrollFormSchema, fieldErrors } from '@/lib/domain/enroll-form'
import { draftInput, type EnrollDraft } from '@/lib/domain/enroll-form-draft'
import { gateFaultOf } from '@/lib/domain/gate-fault'
import type { Captured } from '@/lib/domain/guidance'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'

export type SubmitEnrollment = (input: EnrollFormInput) => Promise<Outcome<{ jobId: string }>>

/** Refusals after which these pictures are of no more use. */
const spentCaptures = ['capture_used', 'capture_not_found', 'capture_incomplete']

const unreachable = refuse(
  'unreachable',
  'The portal could not be reached. Your pictures and everything you typed are still here; try again.',
)

/** Submits the form once, however often the button is pressed, and follows the new job to its page. */
export function useSubmit(
  submit: SubmitEnrollment,
  { onSent, onSpent }: { onSent: () => Promise<unknown>; onSpent: () => void },
) {
  const router = useRouter()
  const formKey = useRef('')
  const busy = useRef(false)
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  /** The capture that was looked at and sent back: it would be sent back again. */
  const [sentBack, setSentBack] = useState<string | null>(null)

  async function send(draft: EnrollDraft, captured: Captured): Promise<void> {
    if (busy.current) return
    formKey.current ||= randomUuid()
    const form = enrollFormSchema.safeParse(draftInput(draft, formKey.current, captured))
    if (!form.success)
      return setRefusal(refuse('invalid', 'Something in the form needs another look.', fieldErrors(form.error)))
    busy.current = true
    setPending(true)
    const outcome = await submit(draftInput(draft, formKey.current, captured)).catch(() => unreachable)
    if (outcome.ok) {
      formKey.current = ''
      setRefusal(null)
      await onSent()
      // Stays busy: the page is on its way to the job.
      return router.push(`/jobs/${outcome.jobId}`)
    }
    if (outcome.code === 'form_changed' || spentCaptures.includes(outcome.code)) formKey.current = ''
    if (spentCaptures.includes(outcome.code)) onSpent()
    if (gateFaultOf(outcome.code)) setSentBack(captured.captureId)
    busy.current = false
    setPending(false)
    setRefusal(outcome)
  }

  useEffect(() => {
    const beBack = () => setRefusal((last) => (last === unreachable ? null : last))
    window.addEventListener('online', beBack)
    return () => window.removeEventListener('online', beBack)
  }, [])

  /** Forgets what was wrong with fields that are being changed. */
  function forget(names: readonly string[]): void {
    setRefusal((last) => {
      if (!last?.fields) return last
      const stays = ([path]: [string, string]) => !names.some((name) => path === name || path.startsWith(`${name}.`))
      const left = Object.fromEntries(Object.entries(last.fields).filter(stays))
      return Object.keys(left).length ? { ...last, fields: left } : null
    })
  }

  return { send, forget, pending, refusal, sentBack }
}
