import { LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import type { JobFact } from '@/lib/domain/job-facts'
import { nextStepName } from '@/lib/domain/next-step'
import { SettleReport } from './settle-report'

type FactNoteProps = {
  fact: JobFact
  mayRead: boolean
  /** How this reader says to have looked at it; null: not theirs to say, or not yet. */
  settle: React.ComponentProps<typeof SettleReport>['action'] | null
}

/** A fact beside the verdict, in words: what was found and what to do about it. */
export function FactNote({ fact, mayRead, settle }: FactNoteProps) {
  const { code, callbackId, headline, words, next } = fact
  const steps = next.filter((step) => step !== 'none').map((step) => nextStepName[step])
  return (
    <Callout
      tone="warn"
      title={`${headline}.`}
      className="mb-6"
      action={
        mayRead || settle ? (
          <>
            {mayRead ? (
              <LinkButton href={`/callbacks/${callbackId}`} variant="secondary">
                Read the report
              </LinkButton>
            ) : null}
            {settle ? <SettleReport about={headline} action={settle} /> : null}
          </>
        ) : null
      }
    >
      {words} {steps.length > 0 ? `Next: ${steps.join(', or ')}. ` : ''}
      <span className="num text-[0.8125rem] text-ink-3">{code}</span>
    </Callout>
  )
}
