import { expect, test } from 'vitest'
import { askers } from './askers'

test('who asks while the answer is being found hears it too', async () => {
  const { ask, answer } = askers()
  const first = ask()
  const done = () => answer(true)
  const second = ask()
  done()
  expect(await Promise.all([first, second])).toEqual([true, true])
})

test('an answer is for those who have asked, not for those who ask after it', async () => {
  const { ask, answer } = askers()
  const left = ask()
  answer(false)
  const again = ask()
  answer(true)
  expect([await left, await again]).toEqual([false, true])
})
