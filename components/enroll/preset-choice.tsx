'use client'
import { Monitor, Smartphone, Store } from 'lucide-react'
import { type CapturePreset, capturePresets } from '@/lib/domain/capture-preset'

const signs = {
  phone: { Icon: Smartphone, name: 'Phone', means: 'Held in the hand, close to the face.' },
  desk: { Icon: Monitor, name: 'Desk', means: 'A camera on the screen; you tell the person what to do.' },
  kiosk: {
    Icon: Store,
    name: 'Kiosk',
    means: 'The person stands in front and reads the hints alone. Stay near: the page is signed in as you.',
  },
} as const

/** How the camera is used: it changes the oval and how far away a face may be. */
export function PresetChoice({
  preset,
  onChoose,
}: {
  preset: CapturePreset
  onChoose: (preset: CapturePreset) => void
}) {
  return (
    <fieldset className="mb-4">
      <legend className="sr-only">How the camera is used</legend>
      <div className="grid grid-cols-3 gap-1 rounded-control bg-sunken p-1">
        {capturePresets.map((one) => {
          const { Icon, name } = signs[one]
          return (
            <label
              key={one}
              className="flex min-h-11 items-center justify-center gap-2 rounded-lg px-2 font-medium text-ink-2 has-checked:bg-surface has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent desk:min-h-9"
            >
              <input
                type="radio"
                name="preset"
                value={one}
                checked={preset === one}
                onChange={() => onChoose(one)}
                className="sr-only"
              />
              <Icon aria-hidden className="size-4 shrink-0" /> {name}
            </label>
          )
        })}
      </div>
      <p className="mt-2 text-[0.8125rem] text-ink-2">{signs[preset].means}</p>
    </fieldset>
  )
}
