import { expect, test, vi } from 'vitest'
import { look } from './sight'
import { face } from './testing/pictures'

const engine = vi.hoisted(() => ({ find: vi.fn() }))
vi.mock('./sight-engine', () => ({ lastingEngine: () => engine.find }))

test('a picture that could not be looked at once is looked at when it comes again, and kept from then on', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue()
  engine.find.mockRejectedValueOnce(new Error('the thread ended')).mockResolvedValue([])
  expect(await look(face('no-face'), false)).toBeNull()
  expect(await look(face('no-face'), false)).toEqual({ face: 'none' })
  expect(await look(face('no-face'), false)).toEqual({ face: 'none' })
  expect(engine.find).toHaveBeenCalledTimes(2)
  expect(log).toHaveBeenCalledTimes(1)
})
