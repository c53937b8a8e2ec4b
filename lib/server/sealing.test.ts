import { beforeEach, expect, test, vi } from 'vitest'

const older = { id: 'k1', key: Buffer.alloc(32, 1) }
const newer = { id: 'k2', key: Buffer.alloc(32, 2) }
const settings = { KIOO_FRAME_KEYS: [older] }
vi.mock('./env', () => ({ env: () => settings }))

const { open, seal } = await import('./sealing')

const place = { captureId: '0b0e7f4e-96b8-4a54-a8ea-6f5df6a0a6a1', position: 3 }
const plain = Uint8Array.from(Buffer.from('the pixels of a face'))
beforeEach(() => {
  settings.KIOO_FRAME_KEYS = [older]
})

test('what was sealed opens in its own place', () => {
  expect(open({ ...place, ...seal(plain, place) })).toEqual(plain)
})

test('the plain bytes are nowhere in a sealed frame', () => {
  const frame = seal(plain, place)
  for (const part of [frame.sealed, frame.nonce, frame.wrappedKey])
    expect(Buffer.from(part).includes('face')).toBe(false)
})

test('a frame does not open as another position or in another capture', () => {
  const frame = seal(plain, place)
  expect(() => open({ ...place, ...frame, position: 4 })).toThrow()
  expect(() => open({ ...place, ...frame, captureId: '5a0f9e0a-6b44-4f6b-9b5d-ff0a44a4f0f1' })).toThrow()
})

test('two frames cannot swap their ciphertexts or their keys', () => {
  const one = seal(plain, place)
  const other = seal(plain, { ...place, position: 4 })
  expect(() => open({ ...place, ...one, sealed: other.sealed, nonce: other.nonce })).toThrow()
  expect(() => open({ ...place, ...one, wrappedKey: other.wrappedKey })).toThrow()
  expect(() => open({ ...place, ...other })).toThrow()
})

test.each(['sealed', 'nonce', 'wrappedKey'] as const)('one changed bit anywhere in %s is noticed', (part) => {
  const frame = seal(plain, place)
  for (let at = 0; at < frame[part].length; at++) {
    const changed = Uint8Array.from(frame[part])
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => open({ ...place, ...frame, [part]: changed })).toThrow()
  }
})

test('a cut frame is refused', () => {
  const frame = seal(plain, place)
  expect(() => open({ ...place, ...frame, sealed: frame.sealed.slice(0, 8) })).toThrow()
})

test('after a key was put in front, old frames open and new ones use the new key', () => {
  const before = seal(plain, place)
  settings.KIOO_FRAME_KEYS = [newer, older]
  expect(open({ ...place, ...before })).toEqual(plain)
  expect(seal(plain, place).keyId).toBe('k2')
  settings.KIOO_FRAME_KEYS = [newer]
  expect(() => open({ ...place, ...before })).toThrow('k1')
})

test('every frame has a data key and a nonce of its own', () => {
  const nonces = new Set(Array.from({ length: 2000 }, () => Buffer.from(seal(plain, place).nonce).toString('hex')))
  expect(nonces.size).toBe(2000)
})
