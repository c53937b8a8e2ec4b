import { expect, test } from 'vitest'
import { frameWith, noFace, smiling } from '@/scripts/testing/example-readings'
import { type BurstPlan, type BurstStep, isTaken, newPlan, nextStep } from './burst-plan'
import { presetNumbers } from './capture-preset'
import type { Cue } from './face-cue'
import type { SeenFrame } from './face-frame'

const FRAME_MS = 50
const { phone } = presetNumbers

type Wish = { cue: Cue; finishing: boolean }
const smile: Wish = { cue: 'smile', finishing: false }
const turn: Wish = { cue: 'turn', finishing: false }

/** Plays frames, one every 50 ms, until the burst is taken or they are over. */
function play(frames: SeenFrame[], wish: Wish | ((at: number) => Wish) = smile) {
  const wished = typeof wish === 'function' ? wish : () => wish
  let plan: BurstPlan = newPlan(wished(0).cue)
  const steps: (BurstStep & { at: number })[] = []
  for (const [at, frame] of frames.entries()) {
    if (isTaken(plan)) break
    const step = nextStep(plan, frame, phone, at * FRAME_MS, wished(at))
    plan = step.plan
    steps.push({ ...step, at })
  }
  const taken = (what: BurstStep['take']) => steps.filter(({ take }) => take === what)
  return { plan, done: isTaken(plan), frames: taken('frame'), selfies: taken('selfie'), left: taken('left'), steps }
}
const many = (frame: SeenFrame, seconds: number) => Array.from({ length: (seconds * 1_000) / FRAME_MS }, () => frame)
const rest = frameWith()
const smiles = frameWith(smiling)
const turned = frameWith({ yaw: 22 })

test('seven frames from the face at rest to the smile, and three selfies to choose of, all at rest', () => {
  const all = [...many(rest, 2), ...many(smiles, 2)]
  const { done, frames, selfies } = play(all)
  expect(done).toBe(true)
  expect(frames.map(({ at }) => all[at] === smiles)).toEqual([false, false, false, true, true, true, true])
  expect(selfies.map(({ at }) => all[at])).toEqual([rest, rest, rest])
  expect(selfies.some(({ at }) => frames.some((frame) => frame.at === at))).toBe(false)
})

test('two liveness frames are never nearer than 350 ms', () => {
  const { frames } = play([...many(rest, 2), ...many(smiles, 2)])
  for (const [at, { at: now }] of frames.entries())
    if (at > 0) expect((now - (frames[at - 1]?.at ?? 0)) * FRAME_MS).toBeGreaterThanOrEqual(350)
})

test('it waits for the smile for as long as it takes, and when the smile is lost', () => {
  const { done, frames } = play([...many(rest, 20), ...many(smiles, 0.5), ...many(rest, 5), ...many(smiles, 2)])
  expect(done).toBe(true)
  expect(frames.filter(({ at }) => at * FRAME_MS < 20_000)).toHaveLength(3)
  expect(frames.filter(({ at }) => at * FRAME_MS > 20_600 && at * FRAME_MS < 25_500)).toHaveLength(0)
})

test('a face that only ever rests never passes, nor one that only ever smiles', () => {
  expect(play(many(rest, 60)).done).toBe(false)
  const { frames, steps } = play(many(smiles, 60))
  expect(frames).toHaveLength(0)
  expect(steps.at(-1)?.ask).toBe('smiling')
})

test('a turn of the head passes in its place: out to a side and back', () => {
  const all = [...many(rest, 2), ...many(turned, 2), ...many(rest, 1)]
  const { done, frames, steps } = play(all, turn)
  expect(done).toBe(true)
  expect(frames.map(({ at }) => all[at] === turned)).toEqual([false, false, false, true, true, true, false])
  expect(steps.some(({ ask }) => ask === 'turn') && steps.some(({ ask }) => ask === 'back')).toBe(true)
})

test('a smile is no turn, and a turn is no smile', () => {
  expect(play([...many(rest, 2), ...many(smiles, 30)], turn).done).toBe(false)
  expect(play([...many(rest, 2), ...many(frameWith({ yaw: 22, mouthWidth: 0.44, mouthLift: 0.013 }), 30)]).done).toBe(
    false,
  )
})

test('another cue may be chosen on the way: only what was taken of the first is taken anew', () => {
  const all = [...many(rest, 2), ...many(smiles, 0.5), ...many(turned, 2), ...many(rest, 1)]
  const { done, frames } = play(all, (at) => (at * FRAME_MS < 2_500 ? smile : turn))
  expect(done).toBe(true)
  expect(frames.filter(({ at }) => all[at] === turned)).toHaveLength(3)
})

test('whoever leaves the picture ends the burst, and whoever is missed in a frame does not', () => {
  expect(play([...many(rest, 1), noFace, noFace, noFace]).left).toHaveLength(1)
  expect(play([...many(rest, 1), noFace, noFace, ...many(rest, 1), ...many(smiles, 2)]).done).toBe(true)
})

test('finishing takes what there is, cue or no cue, face or no face', () => {
  const end = { cue: 'smile', finishing: true } as const
  expect(play([...many(rest, 5), ...many(noFace, 3)], (at) => (at * FRAME_MS < 5_000 ? smile : end)).done).toBe(true)
  expect(play(many(noFace, 5), end).done).toBe(true)
})

test('the most faces in one frame are counted', () => {
  const two = { ...rest, faces: [...rest.faces, ...rest.faces] }
  expect(play([...many(rest, 0.5), two, ...many(rest, 2)]).plan.faces).toBe(2)
})
