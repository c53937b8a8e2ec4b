import { expect, test } from 'vitest'
import { upInTime } from './up-in-time'

test('what is up ends the wait', async () => {
  await expect(upInTime('sandbox', () => Promise.resolve())).resolves.toBeUndefined()
})

test('what is never up ends the start, and says where to look', async () => {
  let told: AbortSignal | null = null
  const never = upInTime(
    'sandbox',
    (signal) => {
      told = signal
      return new Promise(() => {})
    },
    10,
  )
  await expect(never).rejects.toThrow('The sandbox did not answer within a minute; logs/sandbox.log says why.')
  expect(told).toHaveProperty('aborted', true)
})
