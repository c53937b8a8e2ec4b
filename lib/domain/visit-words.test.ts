import { expect, test } from 'vitest'
import { visitStates } from './visit'
import { reasonWords, visitEventWords, visitStageWords, visitStanding } from './visit-words'

const deadline = new Date('2026-05-12T12:15:00Z')
const before = new Date(deadline.getTime() - 1)
const visit = { stopReason: null, device: 'Safari on iPhone', deadline }

test('a camera that is blocked is named with its browser, as long as somebody tries and afterwards', () => {
  const blocked = { ...visit, state: 'camera_blocked', stopReason: 'denied' } as const
  expect(visitStanding(blocked, before).words).toBe('Camera blocked in Safari, iPhone')
  expect(visitStanding(blocked, deadline)).toEqual({
    tone: 'warn',
    words: 'Stuck: camera blocked in Safari, iPhone',
    isOver: true,
  })
})

test('whoever could not take a selfie is shown with the reason they gave', () => {
  const standing = visitStanding({ ...visit, state: 'cannot', stopReason: 'privacy' }, before)
  expect(standing.words).toBe('Cannot or does not want to: they do not want their face on file')
  expect(standing.isOver).toBe(true)
})

test.each(visitStates)('%s: out of time it is over, and never shown as waiting', (state) => {
  const standing = visitStanding({ ...visit, state }, deadline)
  expect(standing.isOver).toBe(true)
  expect(standing.tone).not.toBe('wait')
  expect(visitStageWords(state, false)).not.toBe('')
})

test('a code of a later version is shown as it is', () => {
  expect(reasonWords('sun_in_the_lens')).toBe('sun in the lens')
  expect(visitEventWords({ kind: 'changed_hands', detail: {} }, '')).toBe('changed hands')
  expect(visitEventWords({ kind: 'toString', detail: {} }, '')).toBe('toString')
})

test('a line of the history says why', () => {
  expect(visitEventWords({ kind: 'camera_blocked', detail: { problem: 'busy' } }, 'Chrome on Android')).toBe(
    'The camera did not start: camera in use by another app in Chrome, Android',
  )
  expect(visitEventWords({ kind: 'cannot', detail: { reason: 'religion' } }, 'Chrome on Android')).toBe(
    'Cannot or does not want to take a selfie: their faith or what they wear speaks against it',
  )
})
