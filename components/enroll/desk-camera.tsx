'use client'
import { useMemo } from 'react'
import { Capture } from '@/components/capture/capture'
import type { CaptureStep } from '@/components/capture/capture-state'
import { deskWords } from '@/components/capture/desk-words'
import { kioskWords } from '@/components/capture/kiosk-words'
import type { Vault } from '@/components/kept/vault'
import type { Captured } from '@/lib/domain/guidance'
import { PresetChoice } from './preset-choice'
import { deskDoor } from './send-frame'
import { usePreset } from './use-preset'

type DeskCameraProps = {
  vault: Vault | null | undefined
  /** What the form was opened for. */
  about: string
  onResumed: (resumed: boolean) => void
  onCapture: (captured: Captured | null) => void
  onStep: (step: CaptureStep) => void
  /** Starts the camera without being asked: the operator said so on the page before. */
  atOnce: boolean
}

/** The camera of a desk: what kind of place it is, then the capture. Space and Enter are its shutter too. */
export function DeskCamera({ vault, about, onResumed, onCapture, onStep, atOnce }: DeskCameraProps) {
  const [preset, choosePreset] = usePreset()
  const manner = useMemo(() => {
    const isKiosk = preset === 'kiosk'
    return { words: isKiosk ? kioskWords : deskWords, large: isKiosk, heading: 'h3', preset, isDesk: true } as const
  }, [preset])
  return (
    <>
      <PresetChoice preset={preset} onChoose={choosePreset} />
      <Capture
        door={deskDoor}
        vault={vault}
        about={about}
        onResumed={onResumed}
        onCapture={onCapture}
        onStep={onStep}
        manner={manner}
        atOnce={atOnce}
      />
    </>
  )
}
