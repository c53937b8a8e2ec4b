'use client'
import { createContext, type ReactNode, useContext, useEffect, useId, useRef, useState } from 'react'
import { FieldError } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { RefusalNote } from '@/components/ui/refusal-note'
import { type LookReason, lookReasonName, lookReasons } from '@/lib/domain/look-reason'
import type { Refusal } from '@/lib/domain/outcome'

/** The shapes pictures have on a page; beside each stands the choice. */
export type FrameShape = 'oval' | 'tile'

type Looking = {
  /** Null: nobody has said yet. */
  reason: LookReason | null
  choose(reason: LookReason): void
  /** Beside which pictures a reason was missed. A new one each time, so that it is asked for each time. */
  missed: { beside: FrameShape } | null
  miss(beside: FrameShape): void
  /** Why the picture that was last asked for is not shown, and beside which pictures that is said. */
  refused: { beside: FrameShape; refusal: Refusal } | null
  refuse(beside: FrameShape, refusal: Refusal | null): void
}

const Context = createContext<Looking | null>(null)

/**
 * Keeps why somebody looks at pictures for as long as they are on this page. It begins with no reason: one that was
 * chosen for them would be written down as theirs.
 */
export function LookReasons({ children }: { children: ReactNode }) {
  const [reason, setReason] = useState<LookReason | null>(null)
  const [missed, setMissed] = useState<Looking['missed']>(null)
  const [refused, setRefused] = useState<Looking['refused']>(null)
  const choose = (chosen: LookReason) => {
    setReason(chosen)
    setMissed(null)
  }
  const miss = (beside: FrameShape) => setMissed({ beside })
  const refuse = (beside: FrameShape, refusal: Refusal | null) => setRefused(refusal && { beside, refusal })
  return <Context value={{ reason, choose, missed, miss, refused, refuse }}>{children}</Context>
}

/** Why a picture is looked at, as chosen on this page. */
export function useLookReason(): Looking {
  const looking = useContext(Context)
  if (!looking) throw new Error('Pictures are shown within LookReasons')
  return looking
}

/** The choice, beside what shows pictures, and why one is not shown. Made in one place of the page, it holds in all of them. */
export function LookReasonChoice({ beside, className = '' }: { beside: FrameShape; className?: string }) {
  const { reason, choose, missed, refused } = useLookReason()
  const id = useId()
  const select = useRef<HTMLSelectElement>(null)
  const isMissed = missed?.beside === beside
  useEffect(() => {
    if (missed?.beside === beside) select.current?.focus()
  }, [missed, beside])
  return (
    <div className={`grid gap-1 ${className}`}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem]">
        <label htmlFor={id} className="text-ink-2">
          Why you look
        </label>
        <Select
          ref={select}
          id={id}
          value={reason ?? ''}
          required
          aria-invalid={isMissed || undefined}
          aria-describedby={isMissed ? `${id}-error` : undefined}
          onChange={({ currentTarget: { value } }) => {
            const chosen = lookReasons.find((each) => each === value)
            if (chosen) choose(chosen)
          }}
          size="small"
        >
          <option value="" disabled>
            Choose a reason
          </option>
          {lookReasons.map((each) => (
            <option key={each} value={each}>
              {lookReasonName[each]}
            </option>
          ))}
        </Select>
      </div>
      <FieldError id={`${id}-error`} message={isMissed ? 'Choose why you look, then show the picture.' : undefined} />
      <RefusalNote refusal={refused?.beside === beside ? refused.refusal : null} className="mt-1" />
    </div>
  )
}
