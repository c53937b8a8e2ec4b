import { expect, test } from 'vitest'
import type { JobEvent } from './job-event'
import { factHeadline, factTone, jobFacts } from './job-facts'

const callback = (code: string | null, state = 'authentic', callbackId = `callback-${code}`): JobEvent => ({
  id: `event-${callbackId}`,
  at: new Date('2026-05-12T11:32:10Z'),
  by: null,
  kind: 'callback',
  detail: { callbackId, code, state },
})

test('a suspicion of fraud is told with its words, its next step and the callback that reported it', () => {
  const [fact, ...others] = jobFacts([callback('5211'), callback('0840')])
  expect(others).toEqual([])
  expect(fact).toMatchObject({
    code: '5211',
    callbackIds: ['callback-5211'],
    headline: 'This face may already be enrolled under another user id',
    next: ['ask_provider'],
  })
  expect(fact?.words).toContain('Compare them before you rely on any of these enrollments')
})

test('what was reported twice is told once, with both reports: each may name somebody else', () => {
  const facts = jobFacts([callback('5211', 'authentic', 'new'), callback('5212'), callback('5211', 'authentic', 'old')])
  expect(facts.map(({ callbackIds }) => callbackIds)).toEqual([['new', 'old'], ['callback-5212']])
})

test('a later report that all is well takes no suspicion back', () => {
  expect(jobFacts([callback('5210'), callback('5211')]).map(({ code }) => code)).toEqual(['5211'])
})

const settled = (code: string, callbackId: string): JobEvent => ({
  id: `settled-${callbackId}`,
  at: new Date('2026-05-13T09:00:00Z'),
  by: 'Ada',
  kind: 'report_settled',
  detail: { callbackId, code },
})

test('a report that somebody has looked at is told no more, nor is an older one of its kind', () => {
  expect(jobFacts([settled('5211', 'new'), callback('5211', 'authentic', 'new'), callback('5211')])).toEqual([])
})

test('a report is looked at whatever the clocks said: the history may put that before the report itself', () => {
  expect(jobFacts([callback('5211'), settled('5211', 'callback-5211')])).toEqual([])
})

test('what is reported after somebody has looked, or of another kind, is still to be looked at', () => {
  const history = [
    callback('5211', 'authentic', 'newer'),
    settled('5211', 'looked at'),
    callback('5212', 'authentic', 'another'),
    callback('5211', 'authentic', 'looked at'),
  ]
  expect(jobFacts(history).map(({ callbackIds }) => callbackIds)).toEqual([['newer'], ['another']])
})

test.each([
  ['a callback that nobody can vouch for', callback('5211', 'bad_signature')],
  ['a finding that nobody has to look at', callback('5210')],
  ['the outcome of an ID look-up', callback('1012')],
  ['a verdict', callback('0841')],
  ['a code without a meaning', callback('9999')],
  ['a callback without a code', callback(null)],
])('%s is no fact to look at', (_, event) => expect(jobFacts([event])).toEqual([]))

test('a fact has a headline and a colour wherever its code is shown; a verdict has neither', () => {
  expect([factHeadline('5211'), factTone('5211')]).toEqual([
    'This face may already be enrolled under another user id',
    'warn',
  ])
  expect([factHeadline('5210'), factTone('5210')]).toEqual(['No other enrollee has this face', 'idle'])
  for (const code of ['0840', '9999', null]) expect([factHeadline(code), factTone(code)]).toEqual([null, null])
})
