import { expect, test } from 'vitest'
import { guidanceWords } from './guidance'
import { guidanceSchema } from './guidance-schema'

test.each([
  [{ how: 'guided', cue: 'smile', faces: 1, why: null }, 'Guided, with a smile'],
  [{ how: 'manual', cue: null, faces: 0, why: null }, 'Taken by hand, though the guidance had not passed'],
  [
    { how: 'guided', cue: 'smile', faces: 1, why: null, virtual: true },
    'Guided, with a smile; the camera looked like a program that imitates one',
  ],
  [{ how: 'unguided', cue: null, faces: null, why: 'slow' }, 'Without guidance: this device is too slow for guidance'],
] as const)('%j is “%s”', (guidance, words) => {
  expect(guidanceWords(guidance)).toBe(words)
  expect(guidanceSchema.parse(guidance)).toEqual(guidance)
})

test.each([
  { how: 'guided', cue: 'wink', faces: 1, why: null },
  { how: 'guided', cue: 'smile', faces: 1e9, why: null },
  { how: 'guided', cue: 'smile', faces: 1, why: null, name: 'Amina' },
  { how: 'guided', cue: 'smile', faces: 1, why: null, virtual: 'OBS Virtual Camera' },
  { how: 'trusted', cue: null, faces: 1, why: null },
])('%j is nothing a browser of ours says', (guidance) => {
  expect(guidanceSchema.safeParse(guidance).success).toBe(false)
})
