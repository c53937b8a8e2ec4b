'use client'
import { createContext, type ReactNode, useContext, useEffect, useId, useRef, useState } from 'react'
import { FieldError } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { type LookReason, lookReasonName, lookReasons } from '@/lib/domain/look-reason'

/** The shapes pictures have on a page; beside each stands the choice. */
export type FrameShape = 'oval' | 'tile'

type Looking = {
  /** Null: nobody has said yet. */
  reason: LookReason | null
  choose(reason: LookReason): void
  /** Beside which pictures a reason was missed. A new one each time, so that it is asked for each time. */
  missed: { beside: FrameShape } | null
  miss(beside: FrameShape): void
}

const Context = createContext<Looking | null>(null)

/**
 * Keeps why somebody looks at pictures for as long as they are on this page. It begins with no reason: one that was
 * chosen for them would be written down as theirs.
 */
export function LookReasons({ children }: { children: ReactNode }) {
  const [reason, setReason] = useState<LookReason | null>(null)
  const [missed, setMissed] = useState<Looking['missed']>(null)
  const choose = (chosen: LookReason) => {
    setReason(chosen)
    setMissed(null)
  }
  return <Context value={{ reason, choose, missed, miss: (beside) => setMissed({ beside }) }}>{children}</Context>
}

/** Why a picture is looked at, as chosen on this page. */
export function useLookReason(): Looking {
  const looking = useContext(Context)
  if (!looking) throw new Error('Pictures are shown within LookReasons')
  return looking
}

/** The choice, beside what shows pictures. Made in one place of the page, it holds in all of them. */
export function LookReasonChoice({ beside, className = '' }: { beside: FrameShape; className?: string }) {
  const { reason, choose, missed } = useLookReason()
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
    </div>
  )
}
