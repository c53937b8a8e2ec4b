import { expect, test } from 'vitest'
import { callbackTitle } from './callback-title'

const title = (state: string, reason: string | null, resultCode: string | null = null) =>
  callbackTitle({ state, reason, resultCode })

test('a callback with a code is called what its code means', () => {
  expect(title('applied', null, '0840')).toBe('Enrolled')
  expect(title('stale', 'outside_window', '0840')).toBe('Enrolled')
})

test.each([
  ['bad_signature', 'bad_signature'],
  ['unknown_job', 'unknown_address'],
  ['unknown_job', 'lapsed_address'],
])('a callback set aside as %s is not said to lack a code: nobody has vouched for what is in it', (state, reason) => {
  expect(title(state, reason)).toBe('A result nobody can vouch for')
})

test('a body that could not be read is not said to lack a code either', () => {
  for (const reason of ['not_json', 'not_utf8', 'too_deep', 'not_an_object'])
    expect(title('malformed', reason)).toBe('A body that cannot be read')
})

test.each([
  ['malformed', 'no_code'],
  ['wrong_partner', 'other_environment'],
  ['unknown_job', 'other_user'],
])('a signed callback (%s, %s) without a code is called that', (state, reason) => {
  expect(title(state, reason)).toBe('A callback without a result code')
})
