'use client'
import { Phone } from 'lucide-react'
import { useEffect, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { CODE_MINUTES } from '@/lib/domain/short-code'
import type { HandOver } from './made'

/** `until`: milliseconds of this browser's own clock, which may be hours away from the portal's. */
type Shown = { code: string; until: number }

/** A code to read out over the phone, made when it is asked for, with the time it has left. */
export function ReadOut({
  linkId,
  address,
  makeCode,
}: {
  linkId: string
  /** Where the code is typed, as it is read out. */
  address: string
  makeCode: HandOver['makeCode']
}) {
  const [shown, setShown] = useState<Shown | null>(null)
  const [problem, setProblem] = useState<string>()
  const [pending, startTransition] = useTransition()
  const left = useSecondsLeft(shown?.until ?? null)
  const make = () =>
    startTransition(async () => {
      const outcome = await makeCode({ linkId }).catch(() => null)
      setProblem(outcome?.ok ? undefined : (outcome?.message ?? 'Kioo did not answer. Try again.'))
      if (outcome?.ok) setShown({ code: outcome.code, until: Date.now() + CODE_MINUTES * 60_000 })
    })
  const usable = shown && left > 0
  return (
    <div className="grid justify-items-start gap-2">
      {usable ? (
        <p>
          Ask them to open <b className="wrap-anywhere">{address}</b> and type
          <span role="status" className="id my-1 block text-[1.75rem]/tight font-semibold tracking-[0.14em]">
            {shown.code}
          </span>
          <span className="num text-[0.8125rem] text-ink-2">
            Good for {Math.floor(left / 60)}:{String(left % 60).padStart(2, '0')}
          </span>
        </p>
      ) : (
        <p className="text-ink-2">
          {shown ? 'That code has run out. ' : ''}Eight letters to read out over the phone, good for 15 minutes.
        </p>
      )}
      <div>
        <Button onClick={make} pending={pending}>
          <Phone aria-hidden /> {shown ? 'Make another code' : 'Make a code'}
        </Button>
        <div role="alert" className="not-empty:mt-2">
          <FieldError message={problem} />
        </div>
      </div>
    </div>
  )
}

function useSecondsLeft(until: number | null): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (until === null) return
    const update = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1_000)))
    update()
    const timer = setInterval(update, 1_000)
    return () => clearInterval(timer)
  }, [until])
  return left
}
