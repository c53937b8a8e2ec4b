'use client'
import { type ActionDispatch, type RefObject, useEffect } from 'react'
import type { CaptureEvent, CaptureState } from './capture-state'
import { isBlack } from './fingerprint'
import { nextFrame } from './next-frame'
import { pause } from './pause'
import { fingerprint } from './shot'

const LOOK_EVERY_MS = 700
/** Cameras open with a black frame or two; only what lasts is worth a word. */
const BLACK_LOOKS = 2
/** What spoiled the pictures may be over by the first look, and still has to be read. */
const WELL_LOOKS = 3

/** While the person gets ready: says when the picture is black or stands still, and when it is well again. */
export function useStreamWatch(
  state: CaptureState,
  dispatch: ActionDispatch<[CaptureEvent]>,
  video: RefObject<{ video: HTMLVideoElement | null } | null>,
): void {
  const live = state.step === 'live'
  useEffect(() => {
    const source = video.current?.video
    if (!live || !source) return
    const leaving = new AbortController()
    const look = async () => {
      let black = 0
      let well = 0
      for (;;) {
        await pause(LOOK_EVERY_MS, leaving.signal)
        if (document.visibilityState !== 'visible') continue
        const moving = await nextFrame(source, leaving.signal)
        black = moving && isBlack(fingerprint(source)) ? black + 1 : 0
        well = moving && black === 0 ? well + 1 : 0
        if (!moving) dispatch({ kind: 'hint', hint: 'frozen' })
        else if (black >= BLACK_LOOKS) dispatch({ kind: 'hint', hint: 'black' })
        else if (well >= WELL_LOOKS) dispatch({ kind: 'well' })
      }
    }
    look().catch(() => {})
    return () => leaving.abort()
  }, [live, dispatch, video])
}
