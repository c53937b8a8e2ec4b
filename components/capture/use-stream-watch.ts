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
      let said = false
      for (;;) {
        await pause(LOOK_EVERY_MS, leaving.signal)
        if (document.visibilityState !== 'visible') continue
        const moving = await nextFrame(source, leaving.signal)
        black = moving && isBlack(fingerprint(source)) ? black + 1 : 0
        if (!moving) dispatch({ kind: 'hint', hint: 'frozen' })
        else if (black >= BLACK_LOOKS) dispatch({ kind: 'hint', hint: 'black' })
        else if (said && black === 0) dispatch({ kind: 'hint', hint: null })
        said = !moving || black >= BLACK_LOOKS
      }
    }
    look().catch(() => {})
    return () => leaving.abort()
  }, [live, dispatch, video])
}
