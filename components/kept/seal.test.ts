import { expect, test } from 'vitest'
import { markOf, newKey, open, pageKey, seal } from './seal'

const words = (text: string) => Uint8Array.from(new TextEncoder().encode(text)).buffer
const read = (bytes: ArrayBuffer) => new TextDecoder().decode(bytes)

test('what was sealed opens with the same keys at the same place, and shows nothing meanwhile', async () => {
  const keys = [await pageKey('secret'), await newKey()]
  const sealed = await seal(words('a face'), keys, 'desk:0')
  expect(read(sealed.bytes)).not.toContain('face')
  expect(read(await open(sealed, keys, 'desk:0'))).toBe('a face')
})

test('another sign-in, another browser key, another place or a changed byte open nothing', async () => {
  const [page, stored] = [await pageKey('secret'), await newKey()]
  const sealed = await seal(words('a face'), [page, stored], 'desk:0')
  await expect(open(sealed, [await pageKey('other'), stored], 'desk:0')).rejects.toThrow()
  await expect(open(sealed, [page, await newKey()], 'desk:0')).rejects.toThrow()
  await expect(open(sealed, [page, stored], 'desk:1')).rejects.toThrow()
  new Uint8Array(sealed.bytes).fill(0, 3, 5)
  await expect(open(sealed, [page, stored], 'desk:0')).rejects.toThrow()
})

test('the stored key alone opens nothing', async () => {
  const stored = await newKey()
  const sealed = await seal(words('a face'), [await pageKey('secret'), stored], 'desk:0')
  const outer = await open({ ...sealed, nonces: sealed.nonces.slice(1) }, [stored], 'desk:0')
  expect(read(outer)).not.toContain('face')
})

test('no key can be taken out of the browser', async () => {
  for (const key of [await newKey(), await pageKey('secret')]) {
    expect(key.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  }
})

test('two sign-ins have two marks, and a mark is not the secret', async () => {
  expect(await markOf('a')).toBe(await markOf('a'))
  expect(await markOf('a')).not.toBe(await markOf('b'))
  expect(await markOf('secret')).not.toContain('secret')
})
