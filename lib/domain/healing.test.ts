import { expect, test } from 'vitest'
import { healingWhy } from './healing'

const healing = { trigger: 'schedule', afterMs: 30_000, callbackAfterMs: null, setAside: null } as const

test.each([
  [healing, 'No callback has come.'],
  [{ ...healing, callbackAfterMs: 3_600_000 }, 'Its callback came 1 h after the status had been read.'],
  [{ ...healing, setAside: 'it is too old' }, 'Its callback had been set aside: it is too old.'],
  [{ ...healing, trigger: 'recovery' as const }, 'The answer to the upload was lost; Smile ID was asked, and had it.'],
])('why %j was to be repaired is said', (given, words) => {
  expect(healingWhy(given)).toBe(words)
})
