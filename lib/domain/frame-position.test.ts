import { expect, test } from 'vitest'
import { framePositions } from './frame'
import { framePositionSchema } from './frame-position'

test('a position is its own digit and nothing that only counts as one', () => {
  expect(framePositions.map((position) => framePositionSchema.parse(String(position)))).toEqual([...framePositions])
  for (const text of ['', ' 1', '1 ', '1\n', '01', '+1', '-0', '1.0', '1e0', '0x1', '8', '１', 'one', 1, true, null])
    expect(framePositionSchema.safeParse(text).success, JSON.stringify(text)).toBe(false)
})
