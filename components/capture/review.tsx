'use client'
import { Check } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { framePositions } from '@/lib/domain/frame'
import { useManner } from './capture-manner'
import type { CaptureState } from './capture-state'

type Reviewed = Extract<CaptureState, { step: 'review' | 'sending' | 'stalled' | 'done' }>

type ReviewProps = {
  state: Reviewed
  /** What to show once everything has arrived, instead of saying so. */
  whenDone?: React.ReactNode
  /** The portal has asked for a pause: nothing is under way just now. */
  isResting: boolean
  onUse: () => void
  onRetake: () => void
}

/** The selfie as it will be sent, one question, and how the sending goes. */
export function Review({ state, whenDone, isResting, onUse, onRetake }: ReviewProps) {
  const { words: all, large, heading: Heading } = useManner()
  const words = all.review
  const size = large ? 'large' : 'normal'
  const total = framePositions.length
  return (
    <div className={`grid justify-items-center gap-5 text-center ${large ? '' : 'px-4 py-6'}`}>
      {state.sitting.selfieUrl ? (
        <img
          src={state.sitting.selfieUrl}
          alt={words.alt}
          className="aspect-[33/40] h-72 rounded-[50%] border-4 border-surface object-cover shadow-lift outline-1 outline-line-strong"
        />
      ) : null}
      {state.step === 'review' ? (
        <>
          <div>
            <Heading className={large ? 'text-lg' : 'text-base'}>{words.question}</Heading>
            <p className="mt-0.5 text-ink-2">{words.off}</p>
          </div>
          <div className={large ? 'grid w-full gap-3' : 'flex flex-wrap justify-center gap-2'}>
            <Button variant="primary" size={size} data-focus onClick={onUse}>
              {words.use}
            </Button>
            <Button size={size} onClick={onRetake}>
              {words.retake}
            </Button>
          </div>
        </>
      ) : null}
      {state.step === 'sending' ? (
        <div
          tabIndex={-1}
          data-focus
          className={`grid w-full max-w-64 gap-2 outline-none ${isResting ? 'invisible' : ''}`}
        >
          {state.resumed ? <p className="font-medium">{words.resumed}</p> : null}
          <progress value={state.part} max={1} aria-label={words.progress} className="h-1.5 w-full" />
          <p className="num text-ink-2">{words.sending[Math.min(state.sent, total - 1)]}</p>
        </div>
      ) : null}
      {state.step === 'stalled' ? (
        <Callout role="alert" tone="bad" title={words.stalled} className="text-start">
          <p>{state.message}</p>
          <div className={large ? 'mt-3 grid gap-3' : 'mt-3 flex flex-wrap gap-2'}>
            {state.again ? (
              <Button variant="primary" size={size} data-focus onClick={onUse}>
                {words.retry}
              </Button>
            ) : null}
            <Button size={size} data-focus onClick={onRetake}>
              {words.retake}
            </Button>
          </div>
        </Callout>
      ) : null}
      {state.step === 'done' ? (
        <div tabIndex={-1} data-focus className="grid w-full justify-items-center gap-2 outline-none">
          {whenDone ?? (
            <>
              <p className="flex items-center gap-2 font-medium text-ok">
                <Check aria-hidden className="size-4" /> {words.arrived}
              </p>
              <Button variant="quiet" onClick={onRetake}>
                {words.retake}
              </Button>
            </>
          )}
        </div>
      ) : null}
    </div>
  )
}
