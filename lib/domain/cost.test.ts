import { expect, it } from 'vitest'
import { type BilledOutcome, costWords } from './cost'

it.each<[BilledOutcome[], string]>([
  [[], 'nothing'],
  [['not_taken', 'not_taken'], 'nothing'],
  [['open'], '1 check, if it arrived'],
  [['not_taken', 'unsure'], '1 check, if it arrived'],
  [['not_taken', 'taken'], '1 check'],
  [['taken', 'taken'], '2 checks'],
  [['taken', 'unsure'], '1 check, and 1 more if it arrived'],
])('%j costs %s', (outcomes, words) => {
  expect(costWords(outcomes)).toBe(words)
})
