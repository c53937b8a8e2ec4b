import { Card } from '@/components/ui/card'
import type { GateResult } from '@/lib/domain/face-gate'
import { SELFIE_POSITION } from '@/lib/domain/frame'
import { Frame } from './frame'
import { GateNote } from './gate-note'
import { LookReasonChoice } from './look-reason'

type FramesCardProps = { jobId: string; frames: readonly number[]; gate: GateResult | null; mayView: boolean }

/** The capture's frames, each behind its own veil. */
export function FramesCard({ jobId, frames, gate, mayView }: FramesCardProps) {
  return (
    <Card title="Frames" aside={frames.length > 0 ? frames.length : null}>
      {frames.length === 0 ? (
        <p className="text-ink-2">Erased. The history stays.</p>
      ) : mayView ? (
        <>
          <ul className="grid grid-cols-4 gap-1.5">
            {frames.map((position) => (
              <li key={position}>
                <Frame
                  jobId={jobId}
                  position={position}
                  name={position === SELFIE_POSITION ? 'the selfie' : `liveness frame ${position}`}
                  shape="tile"
                  className="aspect-3/4 w-full"
                />
              </li>
            ))}
          </ul>
          <LookReasonChoice beside="tile" className="mt-2.5" />
          <p className="mt-2 text-[0.8125rem] text-ink-3">Shown when you ask; each look is recorded, and why.</p>
        </>
      ) : (
        <p className="text-ink-2">
          Kept sealed. Only administrators and the operator who captured them can look at them.
        </p>
      )}
      {gate ? <GateNote gate={gate} /> : null}
    </Card>
  )
}
