import { expect, test } from 'vitest'
import { callbacksHref, parseCallbackFilter } from './callback-filter'

const JOB = '0199f3c2-7b1e-7c40-9a55-1f0e6c2d9b11'
const nothing = { group: null, environment: null, code: null, jobId: null, odd: '', before: null }

test('a filter survives its own address', () => {
  const filter = {
    group: 'aside',
    environment: 'SANDBOX',
    code: '0840',
    jobId: JOB,
    odd: '',
    before: { createdAt: new Date(1_700_000_000_000), id: JOB },
  } as const
  const search = Object.fromEntries(new URL(callbacksHref(filter), 'http://kioo.test').searchParams)
  expect(parseCallbackFilter(search)).toEqual(filter)
})

test.each([
  ['0840', { code: '0840' }],
  [JOB.toUpperCase(), { jobId: JOB }],
  ['Wanjiru', { odd: 'Wanjiru' }],
])('%j in the search box is understood', (q, understood) => {
  expect(parseCallbackFilter({ q, code: '0841' })).toEqual({ ...nothing, ...understood })
})

test('a filter that makes no sense is no filter', () => {
  expect(parseCallbackFilter({ state: 'x', environment: 'MARS', code: '840', job: '1', before: 'x' })).toEqual(nothing)
  expect(callbacksHref({})).toBe('/callbacks')
})
