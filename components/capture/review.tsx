'use client'
import { Check } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { framePositions } from '@/lib/domain/frame'
import type { CaptureState } from './capture-state'

type Reviewed = Extract<CaptureState, { step: 'review' | 'sending' | 'stalled' | 'done' }>

/** The selfie as it will be sent, one question, and how the sending goes. */
export function Review({ state, onUse, onRetake }: { state: Reviewed; onUse: () => void; onRetake: () => void }) {
  const total = framePositions.length
  return (
    <div className="grid justify-items-center gap-5 px-4 py-6 text-center">
      <img
        src={state.sitting.selfieUrl}
        alt="The selfie that was taken"
        className="aspect-[33/40] h-72 rounded-[50%] border-4 border-surface object-cover shadow-lift outline-1 outline-line-strong"
      />
      {state.step === 'review' ? (
        <>
          <div>
            <h3 className="text-base">Is the face sharp, straight and well lit?</h3>
            <p className="mt-0.5 text-ink-2">The camera is off. Nothing has left this device yet.</p>
          </div>
          <div className="flex flex-wrap justify-center gap-2">
            <Button variant="primary" data-focus onClick={onUse}>
              Use this
            </Button>
            <Button onClick={onRetake}>Retake</Button>
          </div>
        </>
      ) : null}
      {state.step === 'sending' ? (
        <div className="grid w-full max-w-64 gap-2">
          <progress value={state.sent} max={total} aria-label="Pictures sent" className="h-1.5 w-full accent-accent" />
          <p className="num text-ink-2">
            Sending {Math.min(state.sent + 1, total)} of {total}
          </p>
        </div>
      ) : null}
      {state.step === 'stalled' ? (
        <Callout role="alert" tone="bad" title="The pictures could not be sent" className="text-left">
          <p>{state.message}</p>
          <div className="mt-3 flex flex-wrap gap-2">
            {state.again ? (
              <Button variant="primary" data-focus onClick={onUse}>
                Retry sending
              </Button>
            ) : null}
            <Button onClick={onRetake}>Retake</Button>
          </div>
        </Callout>
      ) : null}
      {state.step === 'done' ? (
        <div className="grid justify-items-center gap-2">
          <p className="flex items-center gap-2 font-medium text-ok">
            <Check aria-hidden className="size-4" /> All {total} pictures have arrived
          </p>
          <Button variant="quiet" onClick={onRetake}>
            Retake
          </Button>
        </div>
      ) : null}
    </div>
  )
}
