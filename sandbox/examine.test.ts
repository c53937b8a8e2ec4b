import sharp from 'sharp'
import { expect, test } from 'vitest'
import { examine } from './examine'
import { blank, face, livenessNames } from './testing/pictures'

const selfie = face('a-neutral')
const look = (liveness: Uint8Array[], of = selfie) => examine({ ok: true, selfie: of, liveness }, null)

test('a moving face and a selfie raise nothing', async () => {
  expect(await look(livenessNames.map(face))).toEqual({
    kind: 'pictures',
    selfieBlank: false,
    livenessCount: 4,
    livenessBlank: false,
    livenessFrozen: false,
    selfie: null,
    livenessWithoutFace: false,
  })
})

test('one picture sent many times is frozen, also when it was compressed anew', async () => {
  const again = await sharp(selfie).jpeg({ quality: 92 }).toBuffer()
  expect(await look([selfie, selfie, again])).toMatchObject({ livenessFrozen: true })
  expect(await look([selfie, again, face('a-smile')])).toMatchObject({ livenessFrozen: false })
})

test('no frames and a single frame are not called frozen', async () => {
  expect(await look([])).toMatchObject({ livenessCount: 0, livenessFrozen: false, livenessBlank: false })
  expect(await look([selfie])).toMatchObject({ livenessFrozen: false })
})

test('a picture with nothing on it is blank', async () => {
  const empty = await blank()
  expect(await look([], empty)).toMatchObject({ selfieBlank: true })
  expect(await look([empty, empty])).toMatchObject({ livenessBlank: true })
  expect(await look([empty, selfie])).toMatchObject({ livenessBlank: false })
})

test('a selfie or frame that cannot be decoded to its end, or is neither JPEG nor PNG, is invalid', async () => {
  const webp = await sharp(selfie).webp().toBuffer()
  for (const broken of [selfie.slice(0, 9000), new Uint8Array(), Buffer.from('not a picture'), webp]) {
    expect(await look([], broken)).toEqual({ kind: 'data invalid' })
    expect(await look([face('a-smile'), broken])).toEqual({ kind: 'data invalid' })
  }
  const png = await sharp(selfie).png().toBuffer()
  expect(await look([], png)).toMatchObject({ kind: 'pictures' })
})

test('a package that could not be opened keeps its own fault', async () => {
  expect(await examine({ ok: false, fault: 'zip corrupt' }, null)).toEqual({ kind: 'zip corrupt' })
  expect(await examine({ ok: false, fault: 'selfie missing' }, null)).toEqual({ kind: 'data invalid' })
  expect(await examine({ ok: false, fault: 'info.json invalid' }, null)).toEqual({ kind: 'data invalid' })
})
