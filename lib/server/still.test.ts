import sharp from 'sharp'
import { expect, test } from 'vitest'
import { heavyWork } from './heavy-work'
import { SPARED } from './processors'
import { isStill } from './still'

function picture(level: number): Promise<Buffer> {
  return sharp({ create: { width: 320, height: 320, channels: 3, background: { r: level, g: level, b: level } } })
    .jpeg()
    .toBuffer()
}

test('pictures that show the same are told from those that do not', async () => {
  const [one, other] = await Promise.all([picture(120), picture(140)])
  expect(await isStill([one, one, one])).toBe(true)
  expect(await isStill([one, one, other])).toBe(false)
  expect(await isStill([one])).toBe(false)
})

test('comparing pictures waits while passwords and pictures have every place', async () => {
  const jpeg = await picture(120)
  let leave = () => {}
  const stays = new Promise<void>((resolve) => {
    leave = resolve
  })
  const others = Array.from({ length: SPARED }, () => heavyWork('password', () => stays))
  let said: boolean | null = null
  const comparing = isStill([jpeg, jpeg]).then((still) => {
    said = still
  })
  // More of the same, begun later and without a turn: by its end the comparing would long be over.
  for (let at = 0; at < 20; at++) await sharp(jpeg).resize(48, 48).greyscale().raw().toBuffer()
  expect(said).toBeNull()
  leave()
  await Promise.all([...others, comparing])
  expect(said).toBe(true)
})
