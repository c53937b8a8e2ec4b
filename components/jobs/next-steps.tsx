import { LinkButton } from '@/components/ui/button'
import { DocumentLink } from '@/components/ui/document-link'
import { type NextStep, nextStepName } from '@/lib/domain/next-step'
import { stepHref } from '@/lib/domain/step-href'
import { SendAgain } from './send-again'

type NextStepsProps = {
  steps: readonly NextStep[]
  job: Parameters<typeof stepHref>[1]
  mayCapture: boolean
  /** Whether this job's capture can be sent again by this reader. */
  maySend: boolean
  sendAgain: React.ComponentProps<typeof SendAgain>['action']
}

/** The steps this reader can take now, as buttons; the likeliest is the primary one. */
export function NextSteps({ steps, job, mayCapture, maySend, sendAgain }: NextStepsProps) {
  const open = steps.filter((step) => {
    if (step === 'send_again' || step === 'allow_re_enroll') return maySend
    return step === 'check_settings' || (mayCapture && stepHref(step, job))
  })
  return open.map((step, at) => {
    const variant = at === 0 ? 'primary' : 'secondary'
    if (step === 'send_again' || step === 'allow_re_enroll')
      return (
        <SendAgain
          key={step}
          jobId={job.id}
          allowReEnroll={step === 'allow_re_enroll'}
          variant={variant}
          action={sendAgain}
        />
      )
    const place = stepHref(step, job)
    if (!place) return null
    return place.newDocument ? (
      <DocumentLink key={step} href={place.href} variant={variant}>
        {nextStepName[step]}
      </DocumentLink>
    ) : (
      <LinkButton key={step} href={place.href} variant={variant}>
        {nextStepName[step]}
      </LinkButton>
    )
  })
}
