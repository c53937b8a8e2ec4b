'use client'
import { type ActionDispatch, type ReactNode, useState } from 'react'
import { useManner } from './capture-manner'
import type { CaptureEvent, CaptureState } from './capture-state'
import { CueChoice } from './cue-choice'
import { saidWords } from './said'
import { Shutter } from './shutter'
import type { Shooting } from './use-shooting'
import { useTones } from './use-tones'

type LiveProps = {
  state: CaptureState
  dispatch: ActionDispatch<[CaptureEvent]>
  shooting: Shooting
  /** The viewfinder. */
  children: ReactNode
}

// On a low, wide screen picture and buttons stand side by side. The person's column of 430 px has no room for that;
// at the desk the picture has to fit between two bars.
const BEYOND_THE_COLUMN =
  'short:grid-cols-[minmax(0,93dvh)_minmax(14rem,1fr)] short:mx-[calc(50%-min(50vw-1.375rem,24rem))]'
const BETWEEN_THE_BARS = 'short:grid-cols-[minmax(0,78dvh)_minmax(14rem,1fr)]'

/** The live picture with the one hint over it, the shutter, and what a person may choose meanwhile. */
export function Live({ state, dispatch, shooting, children }: LiveProps) {
  const { words, isDesk } = useManner()
  const { guidance, said, cue, setCue } = shooting
  const [sound, setSound] = useState(false)
  useTones(sound, { face: guidance.on ? guidance.face : null, good: said === 'good', step: state.step })
  const guided = guidance.on || guidance.why === 'loading'
  const text = saidWords(said, words)
  return (
    <div className={`grid gap-4 short:items-start ${isDesk ? BETWEEN_THE_BARS : BEYOND_THE_COLUMN}`}>
      <div
        data-picture
        className={`relative mx-auto scroll-my-3 aspect-[4/5] w-full max-w-[56dvh] overflow-hidden rounded-[20px] ${shooting.lit ? 'bg-white' : 'bg-[#0c0f0e]'} desk:aspect-[4/3] desk:max-w-[93dvh] short:aspect-[4/3] short:max-w-none`}
      >
        {children}
        {text ? (
          <p className="absolute inset-x-3 bottom-3 rounded-xl bg-black/80 px-4 py-2.5 text-center text-[1.0625rem] leading-snug font-medium text-white">
            {text}
          </p>
        ) : null}
      </div>
      <div className="grid gap-4">
        {guided ? null : <p className="text-[0.8125rem] text-ink-2">{words.guidance.off}</p>}
        <Shutter state={state} shooting={shooting} dispatch={dispatch} />
        {guided ? <CueChoice chosen={cue} onChoose={setCue} /> : null}
        {guided ? (
          <label className="flex min-h-11 cursor-pointer items-center gap-2.5 text-sm text-ink-2">
            <input
              type="checkbox"
              checked={sound}
              onChange={(event) => setSound(event.currentTarget.checked)}
              className="size-5 accent-accent"
            />
            {words.guidance.sound}
          </label>
        ) : null}
        {/* Last, so that nothing moves when it has come. */}
        {!guidance.on && guidance.why === 'loading' ? (
          <div className={`grid gap-1.5 text-[0.8125rem] text-ink-2 ${state.step === 'starting' ? 'invisible' : ''}`}>
            <progress value={guidance.share} aria-label={words.guidance.loading} className="h-1.5 w-full" />
            <p>{words.guidance.loading}</p>
          </div>
        ) : null}
      </div>
    </div>
  )
}
