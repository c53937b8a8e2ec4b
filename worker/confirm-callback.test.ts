import { describe, expect, it } from 'vitest'
import { READ_UNTIL_MS, STATUS_LAG_MAX_MS } from '@/lib/domain/schedule'
import { aheadOf, judgeCallbacks, judgedByEnd, nextLook, nextLookAfterConflict } from './confirm-callback'

const one = (code: string, state: 'authentic' | 'contradicts' = 'authentic') => ({ id: code, code, state })
const judged = (status: string, ...callbacks: ReturnType<typeof one>[]) =>
  judgeCallbacks(status, callbacks).map(({ code, state }) => `${code} ${state}`)

describe('a callback held against the status', () => {
  it('that says the same is applied', () => expect(judged('0840', one('0840'))).toEqual(['0840 applied']))
  it('that says something else contradicts', () => expect(judged('0841', one('0840'))).toEqual(['0840 contradicts']))
  it('that is ahead of a provisional status for too long contradicts until the status catches up', () => {
    expect(judged('0844', one('1240'))).toEqual(['1240 contradicts'])
    expect(judged('1240', one('1240', 'contradicts'))).toEqual(['1240 applied'])
  })
  it('that contradicted once is not told again', () => expect(judged('0841', one('0840', 'contradicts'))).toEqual([]))
  it('with an interim result or the same verdict by other means is kept', () => {
    expect(judged('1240', one('0844'), one('0840'))).toEqual(['0844 kept', '0840 kept'])
  })
  it('with a fraud finding is kept', () => expect(judged('0840', one('5211'))).toEqual(['5211 kept']))
  it('with a code nobody knows contradicts what is known', () => {
    expect(judged('0840', one('0777'))).toEqual(['0777 contradicts'])
  })
})

describe('a callback for a job that ended without a result', () => {
  const ended = (...callbacks: ReturnType<typeof one>[]) => judgedByEnd({ end: 'refused', code: '2209' }, callbacks)

  it('is against that end, whatever result it tells of', () => {
    const { set, callbacks, events } = ended(one('0840'), one('0844'), one('0908'), one('0777'))
    expect(callbacks.map(({ state }) => state)).toEqual(Array(4).fill('contradicts'))
    expect(events).toHaveLength(4)
    expect(events[0]).toMatchObject({ detail: { callbackCode: '0840', statusCode: '2209', end: 'refused' } })
    expect(set).toEqual({ conflictWaits: true })
  })
  it('is kept where it reports a finding, and a person has to look where it says so', () => {
    expect(ended(one('5211'))).toMatchObject({ callbacks: [{ state: 'kept' }], events: [], set: { reportWaits: true } })
    expect(ended(one('5210'))).toMatchObject({ callbacks: [{ state: 'kept' }], set: {} })
  })
  it('is told once', () => expect(ended(one('0840', 'contradicts')).callbacks).toEqual([]))
})

describe('a callback that the status lags behind', () => {
  const pending = { now: new Date(), newestMs: 0, asked: null, lastRead: null }

  it('has the status read soon, then ever later, for thirty days', () => {
    const at = (newestMs: number) => nextLook({ ...pending, newestMs, callbacks: [one('0840')] })
    expect([at(0), at(2_000), at(10_000), at(READ_UNTIL_MS)]).toEqual([2_000, 3_000, 20_000, null])
  })
  it('waits for the end of a review to be in the status, and no other one does', () => {
    const ahead = (status: string, code: string, newestMs: number | null = 0) =>
      aheadOf(status, { callbacks: [one(code)], newestMs }).length > 0
    expect([ahead('0844', '1240'), ahead('0844', '1241'), ahead('0824', '0821')]).toEqual([true, true, true])
    expect([ahead('0840', '1241'), ahead('0844', '0845'), ahead('0844', '5211'), ahead('0844', '0777')]).toEqual(
      Array(4).fill(false),
    )
    expect([ahead('0844', '1240', STATUS_LAG_MAX_MS), ahead('0844', '1240', null)]).toEqual([false, false])
    expect(aheadOf('0844', { callbacks: [one('1240', 'contradicts')], newestMs: 0 })).toEqual([])
  })
  it('has a final status read again for two minutes where it contradicts, and never where all is at one', () => {
    const next = (state: 'authentic' | 'contradicts', ms: number, status = '0840') => {
      const callbacks = [one('1241', state)]
      const ages = state === 'authentic' ? { newestMs: ms, contradictsMs: null } : { newestMs: null, contradictsMs: ms }
      return nextLookAfterConflict(status, { callbacks, ...ages }, judgeCallbacks(status, callbacks))
    }
    expect([next('authentic', 0), next('contradicts', 0), next('contradicts', 30_000)]).toEqual([2_000, 2_000, 90_000])
    expect([next('authentic', STATUS_LAG_MAX_MS), next('contradicts', STATUS_LAG_MAX_MS)]).toEqual([null, null])
    expect([next('authentic', 0, '1241'), next('contradicts', 0, '1241'), next('authentic', 0, '0841')]).toEqual(
      Array(3).fill(null),
    )
  })
  it('has it not read for a finding, nor for what was judged', () => {
    expect(nextLook({ ...pending, callbacks: [one('5211')] })).toBeNull()
    expect(nextLook({ ...pending, newestMs: null, callbacks: [one('0840', 'contradicts')] })).toBeNull()
  })
})
