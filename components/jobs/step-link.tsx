import Link from 'next/link'
import { DocumentLink } from '@/components/ui/document-link'
import { isErased } from '@/lib/domain/erased'
import type { JobType } from '@/lib/domain/job'
import type { Person } from '@/lib/domain/mask'
import { type NextStep, nextStepName } from '@/lib/domain/next-step'
import { stepHref } from '@/lib/domain/step-href'

/** What of a job its next step depends on. */
export type StepJob = {
  id: string
  type: JobType
  enrolleeId: string
  person: Person
  sentAgainAs: string | null
}

/** What a reader may do about a job. */
export type StepReader = { mayCapture: boolean }

type StepLinkProps = { job: StepJob; steps: readonly NextStep[]; reader: StepReader; className?: string }

/** The likeliest next step of a job in a list, as a link above the row's own. */
export function StepLink({ job, steps, reader, className = '' }: StepLinkProps) {
  if (!reader.mayCapture || job.sentAgainAs || isErased(job.person.userId)) return null
  const step = steps.find((one) => stepHref(one, job))
  const href = step && stepHref(step, job)
  if (!href) return null
  const look = `relative inline-flex min-h-6 items-center text-[0.8125rem] ${className}`
  return href.newDocument ? (
    <DocumentLink href={href.href} className={look}>
      {nextStepName[step]}
    </DocumentLink>
  ) : (
    <Link href={href.href} className={`link ${look}`}>
      {nextStepName[step]}
    </Link>
  )
}
