import { expect, test } from 'vitest'
import { DETAIL_EVENTS_MAX, DETAIL_LENGTH_MAX, detailLines, detailNames } from '@/lib/domain/capture-details'
import { captureDetailsSchema } from '@/lib/domain/capture-details-schema'
import { cameraFact } from './device-facts'
import { createJournal } from './journal'

function filled() {
  let now = 100
  const journal = createJournal(() => now)
  for (const name of detailNames) journal.fact(name, `some <${name}> “fact” №7 ${'long '.repeat(60)}`)
  for (let at = 0; at < 50; at += 1) {
    now += 40
    journal.note(at % 2 ? 'live' : 'starting')
  }
  return journal
}

test('whatever a journal holds is small enough to be sent, and read as it is sent', () => {
  const details = filled().read()
  expect(captureDetailsSchema.parse(details)).toEqual(details)
  expect(details.events).toHaveLength(DETAIL_EVENTS_MAX)
  expect(details.facts.model).toHaveLength(DETAIL_LENGTH_MAX)
  expect(detailLines(details)).toHaveLength(detailNames.length + DETAIL_EVENTS_MAX)
})

test('the same event twice in a row is one line, counted from the first', () => {
  let now = 5_000
  const journal = createJournal(() => now)
  journal.note('start')
  now += 1_200
  journal.note('live')
  journal.note('live')
  expect(detailLines(journal.read())).toEqual(['+0.0 s start', '+1.2 s live'])
})

test('a camera is told by its size, rate and side, and whether it is imitated, never by its id', () => {
  const deviceId = 'a'.repeat(64)
  const settings = { width: 1280, height: 720, frameRate: 29.97, facingMode: 'user', deviceId, groupId: deviceId }
  expect(cameraFact(settings, false)).toBe('1280 × 720, 30 per second, user')
  const imitated = cameraFact({ width: 1280, height: 720 }, true)
  expect(imitated).toBe('1280 × 720, virtual')
  expect(captureDetailsSchema.safeParse({ facts: { camera: imitated }, events: [] }).success).toBe(true)
})

test.each([
  [{ facts: { camera: 'a'.repeat(64) }, events: [] }],
  [{ facts: { face: 'x' }, events: [] }],
  [{ facts: { camera: 'data:image/jpeg;base64,AAAA' }, events: [] }],
  [{ facts: {}, events: Array.from({ length: 21 }, () => ({ ms: 0, name: 'live' })) }],
  [{ facts: {}, events: [{ ms: -1, name: 'live' }] }],
  [{ facts: {}, events: [{ ms: 1, name: '<script>' }] }],
])('an id, a picture, or too much is refused: %j', (details) => {
  expect(captureDetailsSchema.safeParse(details).success).toBe(false)
})
