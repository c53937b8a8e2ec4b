import sharp from 'sharp'
import { expect, test } from 'vitest'
import { compare, packDescriptor, unpackDescriptor } from './likeness'
import { look } from './sight'
import { face } from './testing/pictures'

const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

test.each(people.flatMap((who) => [`${who}-neutral`, `${who}-smile`, `${who}-left`]))(
  '%s is a fit face',
  async (name) => {
    expect(await look(face(name), false)).toMatchObject({ face: 'fit' })
  },
)

test.each(['a-dark', 'a-bright', 'a-blurred', 'two-people'])('%s is poor', async (name) => {
  expect(await look(face(name), false)).toEqual({ face: 'poor' })
})

test('a face of a few pixels is poor, and no face is none', async () => {
  const tiny = await sharp(face('a-far')).resize(200).extend({ right: 440, bottom: 330 }).jpeg().toBuffer()
  expect(await look(tiny, false)).toEqual({ face: 'poor' })
  expect(await look(face('no-face'), false)).toEqual({ face: 'none' })
})

test('a picture that was seen once is not looked at again', async () => {
  expect(look(face('a-neutral'), true)).toBe(look(face('a-neutral'), true))
})

test.each([
  ['a-id-photo', 'a-neutral', 'same'],
  ['a-neutral', 'b-neutral', 'unsure'],
  ['f-neutral', 'g-neutral', 'stranger'],
  ['a-id-photo', 'e-smile', 'stranger'],
] as const)('%s and %s: %s', async (one, other, expected) => {
  const [a, b] = [await descriptor(one), await descriptor(other)]
  expect(compare(a, b)).toBe(expected)
  expect(compare(unpackDescriptor(packDescriptor(a)), b)).toBe(expected)
})

async function descriptor(name: string): Promise<readonly number[]> {
  const seen = await look(face(name), true)
  if (seen?.face !== 'fit') throw new Error(`${name} is not fit`)
  return seen.descriptor
}
