'use client'
import { MapPin } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field, FieldError } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { deviceLocation } from './device-location'
import type { PartProps } from './parts'

const sides = [
  { name: 'latitude', label: 'Latitude', hint: 'degrees north' },
  { name: 'longitude', label: 'Longitude', hint: 'degrees east' },
  { name: 'altitude', label: 'Altitude', hint: 'metres, optional' },
] as const

const nowhere = { latitude: '', longitude: '', altitude: '', accuracy: null }

/**
 * Where the capture is made, if somebody chooses to say. Nothing is asked of the device before the button is pressed;
 * `askNow`: it was pressed for the person before.
 */
export function LocationFields({ draft, errors, change, askNow }: PartProps & { askNow: boolean }) {
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string>()
  const { location } = draft
  const latest = useRef(location)
  useEffect(() => {
    latest.current = location
  })
  const ask = async () => {
    const before = latest.current
    setAsking(true)
    const outcome = await deviceLocation()
    setAsking(false)
    // The device may take a quarter of a minute. A place that was typed meanwhile, or taken out, is somebody's last word.
    if (latest.current !== before) return setProblem(undefined)
    setProblem(outcome.ok ? undefined : outcome.message)
    if (outcome.ok) change({ location: outcome.location })
  }
  const first = useRef(ask)
  useEffect(() => {
    if (askNow) void first.current()
  }, [askNow])
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 font-medium">Location</legend>
      <p className="text-[0.8125rem] text-ink-2">Optional. Sent to Smile ID with the job and kept in its history.</p>
      {location ? (
        <div className="grid gap-3 sm:grid-cols-3">
          {sides.map(({ name, label, hint }) => (
            <Field key={name} label={label} description={hint} error={errors[`location.${name}`]}>
              {(wired) => (
                <Input
                  {...wired}
                  className="num"
                  inputMode="text"
                  autoComplete="off"
                  value={location[name]}
                  // A place corrected by hand is no longer as exact as the device said.
                  onChange={(event) =>
                    change({ location: { ...location, [name]: event.currentTarget.value, accuracy: null } })
                  }
                />
              )}
            </Field>
          ))}
        </div>
      ) : null}
      <div>
        <div role="alert" className="not-empty:mb-3">
          <FieldError message={problem} />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button pending={asking} onClick={ask}>
            <MapPin aria-hidden /> Use this device’s location
          </Button>
          {location ? (
            <Button variant="quiet" onClick={() => change({ location: null })}>
              Send no location
            </Button>
          ) : (
            <Button variant="quiet" onClick={() => change({ location: nowhere })}>
              Type it in
            </Button>
          )}
        </div>
      </div>
    </fieldset>
  )
}
