'use client'
import { createContext, useContext } from 'react'
import type { CameraProblem } from '@/lib/domain/camera-problem'
import type { CaptureDetails } from '@/lib/domain/capture-details'
import type { CapturePreset } from '@/lib/domain/capture-preset'
import type { GuideHint } from '@/lib/domain/guide'
import type { Hint } from './capture-state'
import type { Recipe } from './recipe'

/** The technical details that may be read, copied and sent. */
type DetailsWords = Record<'title' | 'text' | 'copy' | 'copied' | 'send' | 'sent' | 'failed', string>

/** Everything a capture says. Plain text with its numbers already in it, so that a server can send it in any language. */
export type CaptureWords = {
  problems: Record<CameraProblem, { title: string; text: string }>
  unblock: Record<Recipe, readonly string[]>
  details: DetailsWords
  tryAgain: string
  loadAgain: string
  /** `allow`: the browser asks, and waits for an answer. */
  hints: Record<'allow' | Hint, string>
  primer: { title: string; text: string; tips: readonly string[]; start: string; asks: string }
  live: {
    video: string
    waiting: string
    shutter: string
    ready: string
    still: string
    /** The countdown's numbers: one, two, three. */
    counts: readonly string[]
  }
  guidance: {
    hints: Record<GuideHint, string>
    asks: Record<'still' | 'smile' | 'turn' | 'back', string>
    loading: string
    /** There is none on this device. */
    off: string
    /** The shutter, while the guidance holds it; when it opens in any case; and when a burst is to end as it is. */
    byItself: string
    anyway: string
    finish: string
    cue: { label: string; smile: string; turn: string }
    sound: string
  }
  picker: { label: string; virtual: string; virtualMark: string; browsers: string }
  /** Opens and closes the pictures of all cameras; null: their names are enough. */
  cards: { open: string; close: string } | null
  review: {
    alt: string
    question: string
    off: string
    use: string
    retake: string
    progress: string
    /** One sentence for each frame on its way, in order. */
    sending: readonly string[]
    /** The page was loaded anew while they were sent. */
    resumed: string
    stalled: string
    retry: string
    arrived: string
    /** When the sending broke in a way nobody foresaw. */
    broken: string
  }
  /** What the keyboard does; empty where nobody is expected to have one. */
  keys: string
  spoken: { on: string; taken: string; sending: string }
}

/** How a capture speaks and looks: at the desk, or to the person herself. */
export type CaptureManner = {
  words: CaptureWords
  /** The person's buttons are 52 px high. */
  large: boolean
  /** How the camera is used: the oval and the distances. */
  preset: CapturePreset
  /** An operator's: keys are the shutter. */
  isDesk: boolean
  /** Sends the technical details to whoever helps, and says whether they arrived; without it they can only be copied. */
  onDetails?: (details: CaptureDetails) => Promise<boolean>
  /** The level its headings have on the page. */
  heading: 'h2' | 'h3'
}

const Manner = createContext<CaptureManner | null>(null)

export const CaptureMannerProvider = Manner.Provider

/** The manner of the capture round it. */
export function useManner(): CaptureManner {
  const manner = useContext(Manner)
  if (!manner) throw new Error('A part of the capture outside of a capture')
  return manner
}
