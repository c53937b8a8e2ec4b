import { expect, test } from 'vitest'
import { suspectsIn } from './suspects'

const report = (SuspectUsers: unknown) => JSON.stringify({ ResultCode: '5211', Antifraud: { SuspectUsers } })

test('a report names its suspects, each once, in its order', () => {
  const named = ['fatou', 'awa', 'fatou'].map((user_id) => ({ user_id, reason: 'same-person' }))
  expect(suspectsIn(report(named))).toEqual(['fatou', 'awa'])
})

test('a suspect that cannot be one takes nothing from the others', () => {
  const odd = [{ user_id: 'a\0b' }, { user: 'x' }, null, { user_id: '' }, { user_id: 'awa' }]
  expect(suspectsIn(report(odd))).toEqual(['awa'])
})

test.each([
  ['no suspects', report([])],
  ['no report of fraud', '{"ResultCode": "0840"}'],
  ['suspects of another shape', report([{ user: 'fatou' }])],
  ['something that is no list', report('fatou')],
  ['a body that was cut off', report([{ user_id: 'fatou' }]).slice(0, -3)],
  ['a body that was erased', ''],
])('%s names nobody', (_, body) => {
  expect(suspectsIn(body)).toEqual([])
})
