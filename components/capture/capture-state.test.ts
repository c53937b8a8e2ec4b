import { expect, test } from 'vitest'
import {
  type CaptureEvent,
  type CaptureState,
  cameraIsOn,
  captureReducer,
  type Hint,
  initialCapture,
} from './capture-state'

const guidance = { how: 'guided', cue: 'smile', faces: 1, why: null } as const
const sitting = { captureId: 'c', frames: [], selfie: null, selfieUrl: 'blob:x', guidance }
const after = (...events: CaptureEvent[]): CaptureState => events.reduce(captureReducer, initialCapture)
const live: CaptureEvent[] = [{ kind: 'start' }, { kind: 'opened', run: 1 }]
const shooting: CaptureEvent[] = [
  ...live,
  { kind: 'shutter', guided: false },
  { kind: 'tick' },
  { kind: 'tick' },
  { kind: 'tick' },
]
const reviewed: CaptureEvent[] = [...shooting, { kind: 'taken', sitting }]

test('the way from primer to done, and the camera is on only before the review', () => {
  const way: [CaptureEvent, CaptureState['step'], boolean][] = [
    [{ kind: 'start' }, 'starting', true],
    [{ kind: 'opened', run: 1 }, 'live', true],
    [{ kind: 'shutter', guided: false }, 'counting', true],
    [{ kind: 'tick' }, 'counting', true],
    [{ kind: 'tick' }, 'counting', true],
    [{ kind: 'tick' }, 'shooting', true],
    [{ kind: 'shot', taken: 8 }, 'shooting', true],
    [{ kind: 'taken', sitting }, 'review', false],
    [{ kind: 'use' }, 'sending', false],
    [{ kind: 'arrived' }, 'done', false],
  ]
  way.reduce((state, [event, step, on]) => {
    const next = captureReducer(state, event)
    expect([next.step, cameraIsOn(next)]).toEqual([step, on])
    return next
  }, initialCapture)
})

test('a camera that cannot do it falls through the ladder, and only then is it an end', () => {
  const refuse = (run: number): CaptureEvent => ({ kind: 'refused', run, problem: 'too_demanding' })
  expect(after({ kind: 'start' }, refuse(1))).toMatchObject({ step: 'starting', camera: { run: 2, rung: 1 } })
  expect(after({ kind: 'start' }, refuse(1), refuse(2))).toMatchObject({ step: 'starting', camera: { rung: 2 } })
  expect(after({ kind: 'start' }, refuse(1), refuse(2), refuse(3))).toMatchObject({
    step: 'blocked',
    problem: 'missing',
  })
})

test('news of an earlier stream changes nothing', () => {
  const state = after(...live, { kind: 'start' })
  expect(captureReducer(state, { kind: 'opened', run: 1 })).toBe(state)
  expect(captureReducer(state, { kind: 'refused', run: 1, problem: 'busy' })).toBe(state)
  expect(captureReducer(state, { kind: 'interrupted', run: 1 })).toBe(state)
})

test('an interruption starts a new stream, whatever was going on at the camera', () => {
  const starting: CaptureEvent[] = [{ kind: 'start' }]
  for (const events of [starting, live, shooting])
    expect(after(...events, { kind: 'interrupted', run: 1 })).toMatchObject({
      step: 'starting',
      camera: { run: 2 },
      hint: 'interrupted',
    })
})

test('an interruption after the pictures were taken loses nothing', () => {
  expect(after(...reviewed, { kind: 'interrupted', run: 1 }).step).toBe('review')
})

test('a spoiled burst goes back to the live picture and says why', () => {
  expect(after(...shooting, { kind: 'spoiled', hint: 'same' })).toMatchObject({ step: 'live', hint: 'same' })
})

test('what is wrong with the picture is said until it is well again, and why it starts again until it does', () => {
  const spoiled = (hint: Hint) => after(...shooting, { kind: 'spoiled', hint }, { kind: 'well' })
  for (const hint of ['black', 'frozen'] as const) expect(spoiled(hint)).toMatchObject({ step: 'live', hint: null })
  for (const hint of ['same', 'too_small', 'left'] as const) expect(spoiled(hint)).toMatchObject({ step: 'live', hint })
})

test('a page that is hidden ends a countdown and a burst at the live picture, and nothing of them comes after', () => {
  const counting: CaptureEvent[] = [...live, { kind: 'shutter', guided: true }, { kind: 'tick' }]
  for (const events of [counting, shooting]) {
    const hidden = after(...events, { kind: 'hidden' })
    expect(hidden).toMatchObject({ step: 'live', hint: 'hidden' })
    for (const late of [{ kind: 'tick' }, { kind: 'shot', taken: 8 }, { kind: 'taken', sitting }] as const)
      expect(captureReducer(hidden, late)).toBe(hidden)
    expect(captureReducer(hidden, { kind: 'well' })).toBe(hidden)
    expect(captureReducer(hidden, { kind: 'told' })).toMatchObject({ step: 'live', hint: null })
    expect(captureReducer(hidden, { kind: 'shutter', guided: false })).toMatchObject({ step: 'counting', left: 3 })
  }
})

test('that the page was hidden is said also where the camera was lost meanwhile', () => {
  const lost = after(...shooting, { kind: 'hidden' }, { kind: 'interrupted', run: 1 })
  expect(lost).toMatchObject({ step: 'starting', hint: 'hidden' })
  expect(captureReducer(lost, { kind: 'interrupted', run: 2 })).toMatchObject({ step: 'starting', hint: 'hidden' })
  expect(captureReducer(lost, { kind: 'opened', run: 2 })).toMatchObject({ step: 'live', hint: 'hidden' })
})

test('a page that is hidden ends nothing else', () => {
  for (const events of [[], live, reviewed, [...reviewed, { kind: 'use' } as const]])
    expect(after(...events, { kind: 'hidden' })).toEqual(after(...events))
})

test('the shutter works once', () => {
  const counting = after(...live, { kind: 'shutter', guided: false })
  expect(captureReducer(counting, { kind: 'shutter', guided: false })).toBe(counting)
})

test('sending that stalled goes on where it stopped', () => {
  const failed: CaptureEvent = { kind: 'failed', message: 'No way', again: true }
  const stalled = after(...reviewed, { kind: 'use' }, { kind: 'sent', sent: 3, part: 0.4 }, failed)
  expect(stalled).toMatchObject({ step: 'stalled', sent: 3, message: 'No way' })
  expect(captureReducer(stalled, { kind: 'use' })).toMatchObject({ step: 'sending', sent: 3, part: 0.4, sitting })
})

test('taking the pictures again is possible after review, stall and done, and not while they are sent', () => {
  const again: CaptureEvent = { kind: 'start' }
  expect(after(...reviewed, again).step).toBe('starting')
  expect(after(...reviewed, { kind: 'use' }, again).step).toBe('sending')
  expect(after(...reviewed, { kind: 'use' }, { kind: 'arrived' }, again)).not.toHaveProperty('sitting')
})

test('what is found after a reload goes on where it stopped, and never interrupts a new sitting', () => {
  const found = (to: 'review' | 'sending' | 'done'): CaptureEvent => ({ kind: 'resumed', sitting, to })
  expect(after(found('review'))).toMatchObject({ step: 'review', sitting })
  expect(after(found('sending'))).toMatchObject({ step: 'sending', resumed: true, sitting })
  expect(after(found('done'))).toMatchObject({ step: 'done', sitting })
  for (const events of [live, shooting]) expect(after(...events, found('sending'))).toEqual(after(...events))
})

test('pictures that waited too long are forgotten; those on their way or there are not', () => {
  expect(after(...reviewed, { kind: 'expired' })).not.toHaveProperty('sitting')
  expect(after(...reviewed, { kind: 'use' }, { kind: 'expired' }).step).toBe('sending')
  expect(after(...reviewed, { kind: 'use' }, { kind: 'arrived' }, { kind: 'expired' }).step).toBe('done')
})
