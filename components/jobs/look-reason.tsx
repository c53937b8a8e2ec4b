'use client'
import { createContext, type ReactNode, useContext, useId, useState } from 'react'
import { Select } from '@/components/ui/input'
import { type LookReason, lookReasonName, lookReasons } from '@/lib/domain/look-reason'

type Chosen = { reason: LookReason; choose(reason: LookReason): void }

const Context = createContext<Chosen | null>(null)

/** Keeps why somebody looks at pictures for as long as they are on this page. `first`: what is likeliest here. */
export function LookReasons({ first = 'result', children }: { first?: LookReason; children: ReactNode }) {
  const [reason, choose] = useState(first)
  return <Context value={{ reason, choose }}>{children}</Context>
}

/** Why a picture is looked at, as chosen on this page. */
export function useLookReason(): Chosen {
  const chosen = useContext(Context)
  if (!chosen) throw new Error('Pictures are shown within LookReasons')
  return chosen
}

/** The choice, beside what shows pictures. Made in one place of the page, it holds in all of them. */
export function LookReasonChoice({ className = '' }: { className?: string }) {
  const { reason, choose } = useLookReason()
  const id = useId()
  return (
    <div className={`flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] ${className}`}>
      <label htmlFor={id} className="text-ink-2">
        Why you look
      </label>
      <Select
        id={id}
        value={reason}
        onChange={({ currentTarget: { value } }) => choose(lookReasons.find((each) => each === value) ?? reason)}
        className="!w-auto desk:!h-7 desk:!px-2 desk:!text-[0.8125rem]"
      >
        {lookReasons.map((each) => (
          <option key={each} value={each}>
            {lookReasonName[each]}
          </option>
        ))}
      </Select>
    </div>
  )
}
