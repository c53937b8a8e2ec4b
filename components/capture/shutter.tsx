'use client'
import { Button } from '@/components/ui/button'
import { type CaptureWords, useManner } from './capture-manner'
import type { CaptureEvent, CaptureState } from './capture-state'
import { useKeyboardShutter } from './use-keyboard-shutter'
import type { Shooting } from './use-shooting'

type ShutterProps = { state: CaptureState; shooting: Shooting; dispatch: (event: CaptureEvent) => void }

/** The one button while the camera is on. Guided pictures take themselves; after a while it opens in any case. */
export function Shutter({ state, shooting, dispatch }: ShutterProps) {
  const { words, isDesk } = useManner()
  const { label, press } = shutter(state, shooting, words)
  useKeyboardShutter(isDesk && press !== null, () => (press ? dispatch(press) : undefined))
  // Not `disabled`: it would lose the focus of those who use the keyboard, just when it is about to open.
  return (
    <>
      <Button
        variant="primary"
        size="large"
        data-focus
        aria-disabled={press === null || undefined}
        onClick={() => (press ? dispatch(press) : undefined)}
      >
        {label}
      </Button>
      {words.keys && press ? (
        <p className="-mt-1.5 text-center text-[0.8125rem] text-ink-2 pointer-coarse:hidden">{words.keys}</p>
      ) : null}
    </>
  )
}

type Offer = { label: string; press: CaptureEvent | null }

function shutter(state: CaptureState, { guidance, late }: Shooting, { live, guidance: words }: CaptureWords): Offer {
  const press: CaptureEvent = { kind: 'shutter', guided: false }
  switch (state.step) {
    case 'live':
      if (!guidance.on && guidance.why !== 'loading') return { label: live.shutter, press }
      return late ? { label: words.anyway, press } : { label: words.byItself, press: null }
    case 'counting':
      return { label: live.ready, press: null }
    case 'shooting':
      if (!state.guided || state.finishing) return { label: live.still, press: null }
      return late ? { label: words.finish, press: { kind: 'finish' } } : { label: words.byItself, press: null }
    default:
      return { label: live.waiting, press: null }
  }
}
