import { Camera, Check, Link2, PenLine } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DocumentLink } from '@/components/ui/document-link'
import type { FirstStep } from '@/lib/domain/first-steps'

type Variant = 'primary' | 'secondary'

const steps: Record<FirstStep, { name: string; about: string; go: (variant: Variant) => React.ReactNode }> = {
  organisation: {
    name: 'Name your organisation',
    about: 'People read on their page who asks them for a selfie, and whom to ask back.',
    go: (variant) => (
      <LinkButton href="/settings/organisation" variant={variant}>
        <PenLine aria-hidden /> Set the name
      </LinkButton>
    ),
  },
  desk: {
    name: 'Enroll someone at this desk',
    about: 'Capture a selfie with this device’s camera and send it to Smile ID. You see here how it goes.',
    go: (variant) => (
      <DocumentLink href="/enroll" variant={variant}>
        <Camera aria-hidden /> Enroll someone
      </DocumentLink>
    ),
  },
  link: {
    name: 'Send somebody a link',
    about: 'They take their selfie on their own phone, in their own language.',
    go: (variant) => (
      <LinkButton href="/links/new" variant={variant}>
        <Link2 aria-hidden /> New link
      </LinkButton>
    ),
  },
}

type FirstStepsProps = {
  list: readonly { step: FirstStep; isDone: boolean }[]
  /** Whether the next step is the one thing to do on this page. */
  leads: boolean
}

/** How a new portal is begun: each step says when it is done. Nothing once all are. */
export function FirstSteps({ list, leads }: FirstStepsProps) {
  const next = list.find(({ isDone }) => !isDone)?.step
  if (!next) return null
  return (
    <Card title="First steps" aside={`${list.filter(({ isDone }) => isDone).length} of ${list.length} done`} flush>
      <ol className="divide-y divide-line">
        {list.map(({ step, isDone }, at) => {
          const { name, about, go } = steps[step]
          return (
            <li key={step} className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-4 sm:px-5">
              <Sign isDone={isDone} number={at + 1} />
              <div className="min-w-0 flex-1 basis-48">
                <p className={isDone ? 'text-ink-2' : 'font-semibold'}>{name}</p>
                {isDone ? null : <p className="mt-0.5 max-w-[60ch] text-ink-2">{about}</p>}
              </div>
              {isDone ? (
                <span className="font-medium text-ok">Done</span>
              ) : (
                <div className="ml-11 sm:ml-0">{go(leads && step === next ? 'primary' : 'secondary')}</div>
              )}
            </li>
          )
        })}
      </ol>
    </Card>
  )
}

function Sign({ isDone, number }: { isDone: boolean; number: number }) {
  return (
    <span
      aria-hidden
      className={`num grid size-7 shrink-0 place-items-center self-start rounded-full text-[0.8125rem] font-semibold ${isDone ? 'bg-ok-soft text-ok' : 'bg-sunken text-ink-2'}`}
    >
      {isDone ? <Check className="size-4" /> : number}
    </span>
  )
}
