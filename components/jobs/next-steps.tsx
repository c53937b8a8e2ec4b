import { LinkButton } from '@/components/ui/button'
import { DocumentLink } from '@/components/ui/document-link'
import { type NextStep, nextStepName } from '@/lib/domain/next-step'
import { captureHref, stepHref } from '@/lib/domain/step-href'
import { Redrive } from './redrive'
import { SendAgain } from './send-again'

type NextStepsProps = {
  steps: readonly NextStep[]
  job: Parameters<typeof stepHref>[1]
  mayCapture: boolean
  /** Whether this job's capture can be sent again by this reader. */
  maySend: boolean
  sendAgain: React.ComponentProps<typeof SendAgain>['action']
  /** Null: not this job, or not this reader. */
  redrive: React.ComponentProps<typeof Redrive>['action'] | null
}

/** The steps this reader can take now, as buttons; the likeliest is the primary one. */
export function NextSteps({ steps, job, mayCapture, maySend, sendAgain, redrive }: NextStepsProps) {
  const buttons = steps.flatMap((step) => {
    if (step === 'redrive') return redrive ? { key: step, name: '', send: null, href: '', newDocument: false } : []
    if (step === 'send_again' || step === 'allow_re_enroll') {
      const reEnroll = step === 'allow_re_enroll'
      if (maySend) return { key: step, name: '', send: { reEnroll }, href: '', newDocument: false }
      // Somebody else's capture is not theirs to send, or it is erased: taking a new one always is possible.
      const name = reEnroll ? 'Capture again, allowing re-enroll' : 'Capture again'
      return mayCapture ? { key: step, name, send: null, href: captureHref(job, { reEnroll }), newDocument: true } : []
    }
    const place = step === 'check_settings' || mayCapture ? stepHref(step, job) : null
    return place ? { key: step, name: nextStepName[step], send: null, ...place } : []
  })
  return buttons.map(({ key, name, send, href, newDocument }, at) => {
    const variant = at === 0 ? 'primary' : 'secondary'
    if (key === 'redrive' && redrive) return <Redrive key={key} jobId={job.id} variant={variant} action={redrive} />
    if (send)
      return <SendAgain key={key} jobId={job.id} allowReEnroll={send.reEnroll} variant={variant} action={sendAgain} />
    const Link = newDocument ? DocumentLink : LinkButton
    return (
      <Link key={key} href={href} variant={variant}>
        {name}
      </Link>
    )
  })
}
