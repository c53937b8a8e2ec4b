import { expect, test } from 'vitest'
import { countLosses } from './count-losses'

/** Loses streams that were shown for so many seconds each; null: not at all. Says of each whether it was once too often. */
function lose(losses: ReturnType<typeof countLosses>, ...shown: (number | null)[]): boolean[] {
  let now = 0
  return shown.map((seconds) => {
    if (seconds !== null) losses.shown(now)
    now += (seconds ?? 10) * 1_000
    return losses.lost(now)
  })
}

test('the fourth stream that is lost in a row is once too often, whether it showed a picture or not', () => {
  expect(lose(countLosses(), 1, 2, 5, 1)).toEqual([false, false, false, true])
  expect(lose(countLosses(), null, null, 1, null)).toEqual([false, false, false, true])
})

test('streams that are lost far apart are no row: one that was well for a while ends it', () => {
  expect(lose(countLosses(), 60, 60, 60, 60, 60)).toEqual([false, false, false, false, false])
  expect(lose(countLosses(), 1, 1, 1, 60, 1, 1, 1)).toEqual([false, false, false, false, false, false, true])
})

test('a stream that shows nothing is not well, however long ago another one was', () => {
  expect(lose(countLosses(), 60, null, null, null)).toEqual([false, false, false, true])
})

test('whoever asks for the camera anew begins a new row', () => {
  const losses = countLosses()
  expect(lose(losses, 1, 1, 1)).toEqual([false, false, false])
  losses.forgive()
  expect(lose(losses, 1, 1, 1, 1)).toEqual([false, false, false, true])
})
