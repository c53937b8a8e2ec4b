import { describe, expect, it } from 'vitest'
import { judgeCallbacks } from './confirm-callback'

const one = (code: string, state: 'authentic' | 'contradicts' = 'authentic') => ({ id: code, code, state })
const judged = (status: string, ...callbacks: ReturnType<typeof one>[]) =>
  judgeCallbacks(status, callbacks).map(({ code, state }) => `${code} ${state}`)

describe('a callback held against the status', () => {
  it('that says the same is applied', () => expect(judged('0840', one('0840'))).toEqual(['0840 applied']))
  it('that says something else contradicts', () => expect(judged('0841', one('0840'))).toEqual(['0840 contradicts']))
  it('that is ahead of a provisional status contradicts until the status catches up', () => {
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
