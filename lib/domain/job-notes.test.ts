import { expect, test } from 'vitest'
import type { JobEvent } from './job-event'
import { jobNotes, noteAfterWithdrawal } from './job-notes'

const common = { at: new Date('2026-05-12T11:32:10Z'), by: null }
const callback = (callbackId: string, code: string): JobEvent => ({
  ...common,
  id: `event-${callbackId}`,
  kind: 'callback',
  detail: { callbackId, code, state: 'authentic' },
})
const contradiction = (id: string, callbackCode: string, statusCode: string): JobEvent => ({
  ...common,
  id,
  kind: 'contradiction',
  detail: { callbackCode, statusCode, callbackId: `callback-${id}` },
})
const verdict = (id: string, state: string, code: string, revision = 0): JobEvent => ({
  ...common,
  id,
  kind: 'verdict',
  detail: { state, code, text: '', confidence: null, revision },
})

test('a callback against the status is told with both results, which one stands and why', () => {
  const [note, ...others] = jobNotes([contradiction('b', '0840', '0841'), verdict('a', 'rejected', '0841')])
  expect(others).toEqual([])
  expect(note).toMatchObject({ kind: 'conflict', ids: ['b'], callbackIds: ['callback-b'], next: ['ask_provider'] })
  expect(note?.said).toEqual([
    'A callback said “Enrolled” (0840), Smile ID’s own status “Smile ID could not enroll this face” (0841).',
  ])
  expect(note?.words).toMatch(/^Rejected stands \(0841\), because the status is asked for by Kioo itself/)
})

test('a final that replaced another stands because it is the newer one', () => {
  const [note] = jobNotes([verdict('b', 'rejected', '1241', 1), verdict('a', 'approved', '0840')])
  expect(note?.said).toHaveLength(1)
  expect(note?.words).toMatch(/^Rejected stands \(1241\), because it is the newer one\./)
})

test('a status that has come to say the same as the callback is told so', () => {
  const history = [
    verdict('c', 'approved', '1240'),
    contradiction('b', '1240', '0844'),
    verdict('a', 'provisional', '0844'),
  ]
  expect(jobNotes(history)[0]?.words).toContain('By now the status says the same as the callback.')
})

test('all conflicts of a job are one note, and none is left out of it', () => {
  const history = [
    contradiction('c', '0845', '0841'),
    contradiction('b', '0840', '0841'),
    verdict('a', 'rejected', '0841'),
  ]
  const notes = jobNotes(history)
  expect(notes).toHaveLength(1)
  expect(notes[0]).toMatchObject({ ids: ['c', 'b'], callbackIds: ['callback-c', 'callback-b'] })
  expect(notes[0]?.said).toHaveLength(2)
})

test('conflicts and reports wait beside each other, each kind of report by itself', () => {
  const history = [
    callback('y', '5211'),
    callback('x', '5212'),
    contradiction('b', '0840', '0841'),
    callback('w', '5211'),
  ]
  expect(jobNotes(history).map(({ kind, ids }) => [kind, ...ids])).toEqual([
    ['conflict', 'b'],
    ['report', 'y', 'w'],
    ['report', 'x'],
  ])
})

test('a conflict without a verdict says that the status counts', () => {
  expect(jobNotes([contradiction('a', '0840', '0908')])[0]?.words).toMatch(/^What the status said counts, because/)
})

test('once the person has withdrawn, what was reported stays a fact that asks for nothing', () => {
  const [note] = jobNotes([callback('x', '5211')]).map(noteAfterWithdrawal)
  expect(note).toMatchObject({
    code: '5211',
    headline: 'This face may already be enrolled under another user id',
    next: [],
  })
  expect(note?.words).not.toMatch(/compare/i)
})
