import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { openPackage } from './package'
import { base64, zipOf } from './testing/pictures'

// Making a bomb takes a crowded machine its time.

const selfie = Uint8Array.of(1, 2, 3)
const frame = Uint8Array.of(4, 5)

function fault(zip: Uint8Array) {
  const parts = openPackage(zip)
  return parts.ok ? undefined : parts.fault
}

test('a selfie is found as a file or as base64, with the type as number or text', () => {
  for (const type of [0, '0', 2, '2']) {
    const asFile = openPackage(zipOf([{ image_type_id: type, file_name: 's.jpg' }], { 's.jpg': selfie }))
    const asText = openPackage(zipOf([{ image_type_id: type, image: base64(selfie), file_name: '' }]))
    for (const parts of [asFile, asText]) expect(parts.ok && [...parts.selfie]).toEqual([...selfie])
  }
})

test('a file may be named by the time it was taken, in any script, and may lie in a folder', () => {
  for (const name of ['2024-01-01T10:00:00.000Z.jpg', 'sélfie 你好.jpg', 'pictures/s.jpg']) {
    const parts = openPackage(zipOf([{ image_type_id: 0, file_name: name }], { [name]: selfie }))
    expect(parts.ok && [...parts.selfie]).toEqual([...selfie])
  }
})

test('liveness frames come in their order, from none to many', () => {
  const images = [0, 1, 2].map((n) => ({ image_type_id: n % 2 ? 4 : 6, file_name: `${n}.jpg` }))
  const files = { '0.jpg': Uint8Array.of(0), '1.jpg': Uint8Array.of(1), '2.jpg': Uint8Array.of(2) }
  const parts = openPackage(zipOf([{ image_type_id: 2, image: base64(selfie) }, ...images], files))
  expect(parts.ok && parts.liveness.map(([first]) => first)).toEqual([0, 1, 2])
  const without = openPackage(zipOf([{ image_type_id: 2, image: base64(selfie) }]))
  expect(without.ok && without.liveness).toEqual([])
})

test('anything that is no whole zip is called corrupt', () => {
  const zip = zipOf([{ image_type_id: 2, image: base64(selfie) }])
  for (const bytes of [new Uint8Array(), strToU8('hello'), zip.slice(0, -10), zip.slice(20)]) {
    expect(fault(bytes)).toBe('zip corrupt')
  }
})

test('a byte that changed on the way makes a zip corrupt, in a picture as in info.json, stored or deflated', () => {
  const picture = Uint8Array.from({ length: 4_000 }, (_, at) => (at * at) % 251)
  const info = strToU8(JSON.stringify({ images: [{ image_type_id: 0, file_name: 's.jpg' }] }))
  const headerBytes = 30
  for (const level of [0, 6] as const) {
    const zip = zipSync({ 'info.json': info, 's.jpg': picture }, { level })
    expect(fault(zip)).toBeUndefined()
    const pictureAt = Buffer.from(zip).indexOf('PK\u0003\u0004', 1) + headerBytes + 's.jpg'.length
    const infoAt = headerBytes + 'info.json'.length
    for (const at of [infoAt + 10, pictureAt + 20]) {
      const changed = zip.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(fault(changed)).toBe('zip corrupt')
    }
  }
})

test('a zip that asks for a password is corrupt: nothing in it can be read', () => {
  const zip = zipOf([{ image_type_id: 2, image: base64(selfie) }])
  const flags = Buffer.from(zip).indexOf('PK\u0001\u0002') + 8
  expect(fault(zip)).toBeUndefined()
  zip[flags] = 1
  expect(fault(zip)).toBe('zip corrupt')
})

test('of two entries with one name the last counts, with its own checksum', () => {
  const zip = zipSync({ 'xnfo.json': strToU8('{}'), 'info.json': strToU8('{"images":[]}') })
  const twice = Buffer.from(Buffer.from(zip).toString('latin1').replaceAll('xnfo.json', 'info.json'), 'latin1')
  expect(fault(twice)).toBe('selfie missing')
})

test('info.json that is missing, broken or lists no images is told apart from a corrupt zip', () => {
  expect(fault(zipSync({ 'a.jpg': selfie }))).toBe('info.json invalid')
  expect(fault(zipSync({ 'info.json': strToU8('{"images": [') }))).toBe('info.json invalid')
  expect(fault(zipSync({ 'info.json': strToU8('{}') }))).toBe('info.json invalid')
})

test('a selfie that is not listed or not in the zip is missing, and so is a frame', () => {
  expect(fault(zipOf([]))).toBe('selfie missing')
  expect(fault(zipOf([{ image_type_id: 0, file_name: 'gone.jpg' }]))).toBe('selfie missing')
  const images = [
    { image_type_id: 0, file_name: 's.jpg' },
    { image_type_id: 4, file_name: 'gone.jpg' },
  ]
  expect(fault(zipOf(images, { 's.jpg': selfie }))).toBe('frame missing')
})

test('a zip that unpacks to far too much, has too many entries or climbs out of its folder is refused', () => {
  const bomb = zipSync({ 'a.bin': new Uint8Array(60 * 1024 * 1024) }, { level: 1 })
  expect(bomb.length).toBeLessThan(1024 * 1024)
  expect(fault(bomb)).toBe('zip corrupt')
  const many = Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`${n}.jpg`, frame]))
  expect(fault(zipOf([], many))).toBe('zip corrupt')
  for (const name of ['../up.jpg', '/root.jpg', 'a\\b.jpg', 'C:up.jpg'])
    expect(fault(zipOf([], { [name]: frame }))).toBe('zip corrupt')
})
