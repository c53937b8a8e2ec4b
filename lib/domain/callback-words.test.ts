import { expect, test } from 'vitest'
import { callbackConsequence, callbackReason, callbackWords } from './callback-words'

test('an address that has lapsed is told as that, with the time it was good for, and not as one that names no job', () => {
  expect(callbackWords('unknown_job', 'lapsed_address')).toBe('Callback set aside: its address has lapsed')
  expect(callbackReason('lapsed_address')).toBe('an address that lapsed 90 days after its job had ended')
  expect(callbackConsequence('unknown_job', 'lapsed_address')).toContain('apply the callback again')
})

test('any other reason leaves the words of the state', () => {
  for (const reason of [null, 'other_user']) {
    expect(callbackWords('unknown_job', reason)).toBe(callbackWords('unknown_job'))
    expect(callbackConsequence('unknown_job', reason)).toBe(callbackConsequence('unknown_job'))
  }
})
