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

/** The live picture with the one hint over it, the shutter, and what a person may choose meanwhile. */
export function Live({ state, dispatch, shooting, children }: LiveProps) {
  const { words } = useManner()
  const { guidance, said, cue, setCue } = shooting
  const [sound, setSound] = useState(false)
  useTones(sound, { face: guidance.on ? guidance.face : null, good: said === 'good', step: state.step })
  const guided = guidance.on || guidance.why === 'loading'
  const text = saidWords(said, words)
  return (
    <div className="grid gap-4">
      <div className="relative aspect-[4/5] max-h-[70dvh] w-full overflow-hidden rounded-[20px] bg-[#0c0f0e] desk:aspect-[4/3]">
        {children}
        {text ? (
          <p className="absolute inset-x-3 bottom-3 rounded-xl bg-black/80 px-4 py-2.5 text-center text-[1.0625rem] leading-snug font-medium text-balance text-white">
            {text}
          </p>
        ) : null}
      </div>
      {guided ? null : <p className="text-[0.8125rem] text-ink-2">{words.guidance.off}</p>}
      <Shutter state={state} shooting={shooting} dispatch={dispatch} />
      {words.keys ? <p className="-mt-1.5 text-center text-[0.8125rem] text-ink-2">{words.keys}</p> : null}
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
        <div className="grid gap-1.5 text-[0.8125rem] text-ink-2">
          <progress value={guidance.share} aria-label={words.guidance.loading} className="h-1.5 w-full accent-accent" />
          <p>{words.guidance.loading}</p>
        </div>
      ) : null}
    </div>
  )
}
