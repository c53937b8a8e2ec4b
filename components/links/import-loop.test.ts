import { expect, test, vi } from 'vitest'
import { type ImportProgress, makeAll } from './import-loop'

const from: ImportProgress = { wanted: 250, made: 0 }
const reached = (made: number) => ({ ok: true, wanted: 250, made }) as const

function run(makeNext: Parameters<typeof makeAll>[0]['makeNext'], isLeft = () => false) {
  const show = vi.fn()
  return { show, told: makeAll({ from, makeNext, show, isLeft }) }
}

test('links are asked for until all are made, and each step is shown', async () => {
  const makeNext = vi
    .fn()
    .mockResolvedValueOnce(reached(100))
    .mockResolvedValueOnce(reached(200))
    .mockResolvedValueOnce(reached(250))
  const { show, told } = run(makeNext)
  expect(await told).toBeNull()
  expect(show.mock.calls.map(([{ made }]) => made)).toEqual([100, 200, 250])
})

test('an import that gets no further is asked once more and then no longer', async () => {
  const makeNext = vi.fn(async () => reached(100))
  expect((await run(makeNext).told)?.message).toMatch(/no further link/)
  expect(makeNext).toHaveBeenCalledTimes(2)
})

test('whoever leaves the page has nothing more made behind their back', async () => {
  let isLeft = false
  const makeNext = vi.fn(async () => {
    isLeft = true
    return reached(100)
  })
  const { show, told } = run(makeNext, () => isLeft)
  expect(await told).toBeNull()
  expect(makeNext).toHaveBeenCalledTimes(1)
  expect(show).not.toHaveBeenCalled()
})

test('a refusal is told with its code, a broken line too, and both end it', async () => {
  const refusal = { ok: false, code: 'forgotten', message: 'It was forgotten.' } as const
  expect(await run(async () => refusal).told).toBe(refusal)
  expect((await run(() => Promise.reject(new Error('offline'))).told)?.message).toMatch(/did not answer/)
})
