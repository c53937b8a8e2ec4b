import { describe, expect, test } from 'vitest'
import { type GuideHint, newGuide } from '@/lib/domain/guide'
import { type CaptureState, initialCapture } from './capture-state'
import { saidNow } from './said'
import type { Guidance } from './use-guidance'

const { camera } = initialCapture
const loading: Guidance = { on: false, why: 'loading', share: 0 }
const detector = { detect: () => Promise.reject(new Error('not here')), close: () => {} }
const sees = (hint: GuideHint | null): Guidance => ({
  on: true,
  guide: { ...newGuide, hint },
  faces: 0,
  face: null,
  detector,
})
const live = (hint: Extract<CaptureState, { step: 'live' }>['hint']): CaptureState => ({ step: 'live', camera, hint })

describe('the one thing that is said over the picture', () => {
  test('is what to choose while the browser asks, and nothing when it does not', () => {
    const starting: CaptureState = { step: 'starting', camera, hint: null }
    expect(saidNow(starting, loading, true)).toBe('allow')
    expect(saidNow(starting, loading, false)).toBeNull()
    expect(saidNow({ ...starting, hint: 'interrupted' }, loading, true)).toBe('interrupted')
  })

  test('is why it starts again until whoever left is back, and then what helps them', () => {
    expect(saidNow(live('left'), sees(null), false)).toBe('left')
    expect(saidNow(live('left'), sees('no_face'), false)).toBe('left')
    expect(saidNow(live('left'), sees('too_far'), false)).toBe('too_far')
    expect(saidNow(live('left'), sees('good'), false)).toBe('good')
  })

  test('is that the page was hidden, whatever the face does, until it has been read', () => {
    for (const guidance of [sees(null), sees('no_face'), sees('good'), loading])
      expect(saidNow(live('hidden'), guidance, false)).toBe('hidden')
  })

  test('is what is wrong with the camera before what is wrong with the face', () => {
    expect(saidNow(live('black'), sees('no_face'), false)).toBe('black')
    expect(saidNow(live('same'), sees('no_face'), false)).toBe('no_face')
  })
})
