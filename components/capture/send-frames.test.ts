import { expect, test } from 'vitest'
import { type FrameDoor, type FrameSent, RETRY_WAITS_MS, sendFrames, TURNS_MAX } from './send-frames'

type Send = FrameDoor['send']

const sitting = { captureId: 'c', frames: Array.from({ length: 8 }, (_, at) => new Blob([`${at}`])) }
const lost: FrameSent = { ok: false, again: true, message: 'No connection' }

function sending(answer: (position: number, time: number) => FrameSent, arrived: number[] = [], isOffline = false) {
  const positions: number[] = []
  const waits: number[] = []
  const sent: number[] = []
  const parts: number[] = []
  const send: Send = async (_, position, __, { part }) => {
    positions.push(position)
    part(0.5)
    return answer(position, positions.filter((at) => at === position).length)
  }
  const options = {
    arrived,
    onSent: (count: number, part: number) => {
      if (count !== sent.at(-1)) sent.push(count)
      parts.push(part)
    },
    wait: async (ms: number) => void waits.push(ms),
    isOffline: () => isOffline,
    signal: new AbortController().signal,
  }
  return { outcome: sendFrames(sitting, { send }, options), positions, waits, sent, parts }
}

test('every frame is sent once, in order, and progress is told', async () => {
  const { outcome, positions, sent, parts } = sending(() => ({ ok: true }))
  expect(await outcome).toEqual({ ok: true })
  expect(positions).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(sent).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect(parts).toEqual([...parts].sort())
  expect(parts.slice(0, 3)).toEqual([1 / 16, 2 / 16, 3 / 16])
  expect(parts.at(-1)).toBe(1)
})

test('a frame that is lost is tried again, later each time, and then it is a person’s turn', async () => {
  const { outcome, positions, waits, sent } = sending((position) => (position === 2 ? lost : { ok: true }))
  expect(await outcome).toEqual(lost)
  expect(positions).toEqual([0, 1, 2, 2, 2, 2])
  expect(waits).toEqual([...RETRY_WAITS_MS])
  expect(sent.at(-1)).toBe(2)
})

test('without a network a frame that is lost is a person’s turn at once, and one that gets through all the same is sent', async () => {
  const { outcome, positions, waits } = sending((position) => (position === 2 ? lost : { ok: true }), [], true)
  expect(await outcome).toEqual(lost)
  expect(positions).toEqual([0, 1, 2])
  expect(waits).toEqual([])
})

test('a frame that gets through at the third try is no news', async () => {
  expect(await sending((_, time) => (time < 3 ? lost : { ok: true })).outcome).toEqual({ ok: true })
})

test('a frame that others are before waits for its turn, longer than it takes to give up a lost one, and not for ever', async () => {
  const inLine: FrameSent = { ok: false, again: true, message: 'Busy', restMs: 2_000, isInLine: true }
  const patient = sending((position, time) => (position === 2 && time <= 10 ? inLine : { ok: true }))
  expect(await patient.outcome).toEqual({ ok: true })
  expect(patient.waits).toHaveLength(10)
  expect(Math.min(...patient.waits)).toBeGreaterThanOrEqual(2_000)
  expect(Math.max(...patient.waits)).toBeLessThanOrEqual(4_000)

  const never = sending(() => inLine)
  expect(await never.outcome).toEqual(inLine)
  expect(never.waits).toHaveLength(TURNS_MAX + RETRY_WAITS_MS.length)
})

test('a portal that asks to be left alone is left alone', async () => {
  const resting: FrameSent = { ok: false, again: true, message: 'No database', restMs: 5_000 }
  const { outcome, waits } = sending(() => resting)
  expect(await outcome).toEqual(resting)
  expect(waits).toHaveLength(RETRY_WAITS_MS.length)
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(5_000)
})

test('a refusal that will stay is not tried again', async () => {
  const refusal: FrameSent = { ok: false, again: false, message: 'Too small' }
  const { outcome, positions } = sending(() => refusal)
  expect(await outcome).toEqual(refusal)
  expect(positions).toEqual([0])
})

test('going on sends only what has not arrived', async () => {
  const { outcome, positions } = sending(() => ({ ok: true }), [0, 1, 5])
  await outcome
  expect(positions).toEqual([2, 3, 4, 6, 7])
})

test('leaving stops it', async () => {
  const leaving = new AbortController()
  const send: Send = async () => {
    leaving.abort()
    return { ok: true }
  }
  const options = {
    arrived: [],
    onSent: () => {},
    wait: async () => {},
    isOffline: () => false,
    signal: leaving.signal,
  }
  await expect(sendFrames(sitting, { send }, options)).rejects.toThrow()
})
