'use client'
import { useEffect, useState } from 'react'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { draftMinutes, expiryUnitNames } from '@/lib/domain/link-form-draft'
import { shortTime, zoneName } from '@/lib/domain/time'
import type { PartProps } from './parts'

/** How long and how often the link is good. "Never" is not offered: a forgotten link is an open door. */
export function LimitFields({ draft, errors, change }: PartProps) {
  const until = useUntil(draftMinutes(draft))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 sm:grid-cols-2">
      <Field
        label="Good for"
        required
        error={errors.expiryMinutes}
        description={until ? `Until ${until}. At most 30 days; it can be extended.` : 'At most 30 days.'}
      >
        {(wired) => (
          <div className="flex gap-2">
            <Input
              {...wired}
              inputMode="numeric"
              className="num min-w-0"
              value={draft.expiryAmount}
              maxLength={5}
              onChange={(event) => change({ expiryAmount: event.currentTarget.value })}
            />
            <div className="w-32 shrink-0">
              <Select
                aria-label="Unit of time"
                value={draft.expiryUnit}
                onChange={(event) => {
                  const unit = expiryUnitNames.find((name) => name === event.currentTarget.value)
                  if (unit) change({ expiryUnit: unit })
                }}
              >
                {expiryUnitNames.map((unit) => (
                  <option key={unit} value={unit}>
                    {unit}
                  </option>
                ))}
              </Select>
            </div>
          </div>
        )}
      </Field>
      <Field
        label="Uses"
        required
        error={errors.maxUses}
        description={
          draft.audience === 'one'
            ? 'A use is spent when a selfie is accepted, not when the page is opened.'
            : 'How many people at most. A use is spent when a selfie is accepted.'
        }
      >
        {(wired) => (
          <Input
            {...wired}
            inputMode="numeric"
            className="num"
            value={draft.maxUses}
            maxLength={6}
            onChange={(event) => change({ maxUses: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  )
}

/** The moment the link would end in this browser's zone; only there, since the server knows neither clock nor zone. */
function useUntil(minutes: number): string | null {
  const [until, setUntil] = useState<string | null>(null)
  useEffect(() => {
    if (!(minutes > 0 && minutes <= 60 * 24 * 366)) return setUntil(null)
    const update = () => {
      const now = new Date()
      const at = new Date(now.getTime() + minutes * 60_000)
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
      setUntil(`${shortTime(at, zone, now)}, ${zoneName(zone, at)}`)
    }
    update()
    const timer = setInterval(update, 15_000)
    return () => clearInterval(timer)
  }, [minutes])
  return until
}
