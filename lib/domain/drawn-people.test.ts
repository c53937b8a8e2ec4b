import { readdirSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { openDetector } from '@/scripts/testing/read-faces'
import { isTaken, newPlan, nextStep } from './burst-plan'
import { presetNumbers } from './capture-preset'
import type { Cue } from './face-cue'
import type { SeenFrame } from './face-frame'
import { type GuideHint, newGuide, watch } from './guide'

const FRAME_MS = 100
const { phone } = presetNumbers
const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

const seen = new Map<string, SeenFrame>()

beforeAll(async () => {
  const see = await openDetector()
  const names = readdirSync('e2e/faces/jpg').map((file) => file.replace('.jpg', ''))
  for (const name of names) seen.set(name, await see(name))
}, 120_000)

function see(name: string): SeenFrame {
  const reading = seen.get(name)
  if (!reading) throw new Error(`No picture ${name}`)
  return reading
}

/** Whether somebody who shows these pictures in a loop, each for two seconds, comes through to the review in a minute. */
function sitting(pictures: readonly string[], cue: Cue): { passes: boolean; hints: Set<GuideHint> } {
  let [guide, plan] = [newGuide, newPlan(cue)]
  const hints = new Set<GuideHint>()
  for (let at = 0; at < 600; at++) {
    const reading = see(pictures[Math.floor(at / 20) % pictures.length] ?? '')
    if (!guide.ready) {
      guide = watch(guide, reading, phone, at * FRAME_MS)
      if (guide.hint) hints.add(guide.hint)
      continue
    }
    plan = nextStep(plan, reading, phone, at * FRAME_MS, { cue, finishing: false }).plan
    if (isTaken(plan)) return { passes: true, hints }
  }
  return { passes: false, hints }
}

test.each(people)('person %s passes by a smile, and by a turn of the head', (person) => {
  expect(sitting([`${person}-neutral`, `${person}-smile`], 'smile').passes).toBe(true)
  expect(sitting([`${person}-neutral`, `${person}-left`], 'turn').passes).toBe(true)
})

test.each(people)('person %s does not pass without doing what was asked', (person) => {
  expect(sitting([`${person}-neutral`], 'smile').passes).toBe(false)
  expect(sitting([`${person}-neutral`, `${person}-left`], 'smile').passes).toBe(false)
  expect(sitting([`${person}-neutral`, `${person}-smile`], 'turn').passes).toBe(false)
})

test.each(people)('a still photograph of person %s smiling does not pass', (person) => {
  const { passes, hints } = sitting([`${person}-smile`], 'smile')
  expect(passes).toBe(false)
  expect([...hints]).toEqual(['smiling'])
})

test.each([
  ['a-dark', 'too_dark'],
  ['a-bright', 'too_bright'],
  ['a-blurred', 'blurred'],
  ['a-far', 'too_far'],
  ['a-close', 'too_near'],
  ['a-offleft', 'off_left'],
  ['a-left', 'turned'],
  ['a-tilted', 'tilted'],
  ['no-face', 'no_face'],
] as const)('%s: the one thing that is said is %s', (picture, hint) => {
  expect([...sitting([picture], 'smile').hints]).toEqual([hint])
})

test('in the dark it is advised, and passes once there is light', () => {
  const { passes, hints } = sitting(['a-dark', 'a-neutral', 'a-smile'], 'smile')
  expect(passes).toBe(true)
  expect(hints.has('too_dark')).toBe(true)
})
