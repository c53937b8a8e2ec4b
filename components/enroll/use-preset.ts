'use client'
import { useEffect, useState } from 'react'
import { type CapturePreset, capturePresets } from '@/lib/domain/capture-preset'

// Not about anybody: which kind of camera this browser stands at.
const KEY = 'kioo.preset'

function remembered(): CapturePreset {
  let kept: string | null = null
  try {
    kept = localStorage.getItem(KEY)
  } catch {
    // Storage may be forbidden; then the device decides each time.
  }
  const isHandheld = window.matchMedia('(pointer: coarse) and (max-width: 640px)').matches
  return capturePresets.find((preset) => preset === kept) ?? (isHandheld ? 'phone' : 'desk')
}

/** The preset of this desk, remembered in its browser. The server renders the desk's. */
export function usePreset(): [CapturePreset, (preset: CapturePreset) => void] {
  const [preset, setPreset] = useState<CapturePreset>('desk')
  useEffect(() => setPreset(remembered()), [])
  return [
    preset,
    (chosen) => {
      setPreset(chosen)
      try {
        localStorage.setItem(KEY, chosen)
      } catch {
        // As above.
      }
    },
  ]
}
