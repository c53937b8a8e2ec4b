import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDetector } from '@/scripts/testing/read-faces'
import { presetNumbers } from './capture-preset'
import { type FaceReading, readFace } from './face'
import {
  centreFault,
  distanceFault,
  eyesFault,
  type FaceFault,
  lightFault,
  poseFault,
  sharpnessFault,
} from './face-checks'
import { type Baseline, baselineOf, doesCue, isBack, isNeutral, isSmile, isTurned } from './face-cue'
import type { SeenFrame } from './face-frame'

const { phone } = presetNumbers

// Every drawn face, through the very detector and models the browser gets.
const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const seen = new Map<string, SeenFrame>()

beforeAll(async () => {
  const see = await openDetector()
  for (const file of readdirSync('e2e/faces/jpg'))
    seen.set(file.replace('.jpg', ''), await see(file.replace('.jpg', '')))
}, 120_000)

function picture(name: string): SeenFrame {
  const found = seen.get(name)
  if (!found) throw new Error(`No picture ${name}`)
  return found
}

function face(name: string): FaceReading {
  const [only] = picture(name).faces
  if (!only) throw new Error(`No face in ${name}`)
  return only
}

const restOf = (person: string): Baseline => {
  const base = baselineOf(Array.from({ length: 5 }, () => face(`${person}-neutral`)))
  if (!base) throw new Error('No baseline')
  return base
}

/** Everything that is wrong with a picture, in the order it would be said. */
function faults(name: string): (FaceFault | null)[] {
  const { frame, faces, light } = picture(name)
  const [near] = faces
  if (!near || !light) return ['no_face']
  const all = [
    distanceFault(near, frame, phone),
    centreFault(near, phone),
    poseFault(near),
    lightFault(light),
    sharpnessFault(light),
  ]
  return all.filter((fault) => fault !== null)
}

describe('the checks of a face', () => {
  test.each(people)('person %s, neutral or smiling and whatever the skin, has no fault', (person) => {
    expect(faults(`${person}-neutral`)).toEqual([])
    expect(faults(`${person}-smile`)).toEqual([])
  })

  test.each([
    ['a-portrait', []],
    ['a-far', ['too_far']],
    ['a-close', ['too_near']],
    ['a-offleft', ['off_left']],
    ['a-left', ['turned']],
    ['a-right', ['turned']],
    ['a-tilted', ['tilted']],
    ['a-dark', ['too_dark']],
    ['a-bright', ['too_bright']],
    ['a-blurred', ['blurred']],
    ['no-face', ['no_face']],
  ])('%s reads as %j', (name, expected) => {
    expect(faults(name)).toEqual(expected)
  })

  test('two people are two faces, and one person is one', () => {
    expect(picture('two-people').faces).toHaveLength(2)
    for (const person of people) expect(picture(`${person}-neutral`).faces).toHaveLength(1)
  })

  test('closed eyes are closed against the same person only', () => {
    const { eyesOpen } = face('a-neutral')
    expect(eyesFault(face('a-blink'), eyesOpen)).toBe('eyes_closed')
    expect(eyesFault(face('a-blink'), null)).toBeNull()
    for (const person of people) expect(eyesFault(face(`${person}-smile`), restOf(person).eyesOpen)).toBeNull()
  })

  test('a dark skin is never called a dark picture, and a dark picture is', () => {
    const dark = { mean: 34, clipped: 0, imbalance: 0, contrast: 33, background: 220, sharpness: 200 }
    expect(lightFault(dark)).toBeNull()
    expect(lightFault({ ...dark, contrast: 12 })).toBe('back_light')
    expect(lightFault({ ...dark, contrast: 12, background: 30 })).toBe('too_dark')
    expect(sharpnessFault({ ...dark, sharpness: 1 })).toBeNull()
  })
})

describe('the cue', () => {
  test.each(people)('person %s is at rest when neutral, and her smile is a smile', (person) => {
    expect(isNeutral(face(`${person}-neutral`))).toBe(true)
    expect(isSmile(face(`${person}-neutral`), restOf(person))).toBe(false)
    expect(isNeutral(face(`${person}-smile`))).toBe(false)
    expect(doesCue('smile', face(`${person}-smile`), restOf(person))).toBe(true)
  })

  test.each(people)("person %s's turned head is a turn, and no smile", (person) => {
    expect(doesCue('turn', face(`${person}-left`), restOf(person))).toBe(true)
    expect(doesCue('smile', face(`${person}-left`), restOf(person))).toBe(false)
    expect(isBack(face(`${person}-left`))).toBe(false)
    expect(isTurned(face(`${person}-smile`))).toBe(false)
    expect(isBack(face(`${person}-neutral`))).toBe(true)
  })

  test('a turn to either side counts', () => {
    expect(isTurned(face('a-left')) && isTurned(face('a-right'))).toBe(true)
  })

  test('no baseline is made of fewer than five faces', () => {
    expect(baselineOf([face('a-neutral')])).toBeNull()
  })
})

test('a smile is measured along the face, however it is tilted', () => {
  const upright: number[][] = Array.from({ length: 468 }, () => [0, 0])
  const put = (index: number, x: number, y: number) => {
    upright[index] = [x, y]
  }
  put(10, 100, 0)
  put(152, 100, 200)
  put(234, 30, 90)
  put(454, 170, 90)
  put(61, 70, 140)
  put(291, 130, 140)
  put(13, 100, 148)
  put(14, 100, 152)
  const turned = upright.map(([x = 0, y = 0]) => [400 - y, x])
  const angle = { yaw: Math.PI / 6, pitch: 0, roll: 0 }
  const size = { width: 400, height: 400 }
  const reading = readFace({ mesh: upright, boxScore: 1, angle }, size)
  expect(reading.mouthLift).toBeCloseTo(0.05)
  expect(reading.mouthWidth).toBeCloseTo(60 / 140)
  expect(reading.yaw).toBeCloseTo(30)
  expect(readFace({ mesh: turned, boxScore: 1, angle }, size).mouthLift).toBeCloseTo(0.05)
  expect(() => readFace({ mesh: [], boxScore: 1, angle }, size)).toThrow('without its point')
})
