import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextStepName } from './next-step'
import { resultCodes, resultMeaning, verdictState } from './result-catalogue'

// Written out by hand, code by code, so that a line lost from the catalogue is noticed.
const approved = '0810 0817 0820 0840 1210 1220 1240'.split(' ')
const provisional = '0812 0814 0815 0822 0824 0825 0842 0844 0845'.split(' ')
const rejected = (
  '0001 0811 0813 0816 0821 0823 0826 0827 0841 0843 0903 0907 0911 0912 0921 0922 0941 0942 ' +
  '1211 1212 1213 1214 1221 1222 1241 1242 1243'
).split(' ')
const facts = '1012 1013 1014 1015 1016 1020 1021 1022 1023 5210 5211 5212'.split(' ')
const errors = ['0908']
const all = [...approved, ...provisional, ...rejected, ...facts, ...errors]

describe('the result catalogue', () => {
  it('has exactly the published and inferred codes', () => {
    expect(resultCodes).toEqual([...all].sort())
  })

  it.each(approved)('%s approves', (code) => {
    expect(resultMeaning(code)).toMatchObject({ verdict: 'approved', final: true })
    expect(verdictState(code)).toBe('approved')
  })

  it.each(provisional)('%s is provisional and never final', (code) => {
    expect(resultMeaning(code)).toMatchObject({ verdict: 'provisional', final: false })
    expect(verdictState(code)).toBe('provisional')
  })

  it.each(rejected)('%s rejects', (code) => {
    expect(resultMeaning(code)).toMatchObject({ verdict: 'rejected', final: true })
    expect(verdictState(code)).toBe('rejected')
  })

  it.each([...facts, ...errors])('%s decides nothing', (code) => {
    expect(verdictState(code)).toBeNull()
  })

  it.each(all)('%s has words for everyone and distinct next steps', (code) => {
    const meaning = resultMeaning(code)
    expect(meaning.headline).toMatch(/^\S.*[^.\s]$/)
    expect(meaning.operator).toMatch(/^\S.*\.$/)
    expect(meaning.person).toMatch(/^\S.*\.$/)
    expect(meaning.next.length).toBeGreaterThan(0)
    expect(new Set(meaning.next).size).toBe(meaning.next.length)
    for (const step of meaning.next) expect(nextStepName[step]).toBeTruthy()
  })

  it.each(all)('%s tells the person no code, no score and no accusation', (code) => {
    expect(resultMeaning(code).person).not.toMatch(/\d|%|spoof|fraud|fake|genuine|reject|fail|suspect/i)
  })

  it('offers a way on after every rejection', () => {
    for (const code of rejected) expect(resultMeaning(code).next).not.toContain('none')
  })

  it('never approves a code it does not know', () => {
    const fourDigits = fc.integer({ min: 0, max: 9999 }).map((number) => String(number).padStart(4, '0'))
    fc.assert(
      fc.property(fc.oneof(fourDigits, fc.string()), (code) => {
        fc.pre(!all.includes(code))
        expect(resultMeaning(code)).toMatchObject({ code, verdict: 'unknown', final: false, trust: 'unknown' })
        expect(verdictState(code)).toBeNull()
      }),
      { numRuns: 2000 },
    )
  })

  it('knows no code by a neighbour, a shorter spelling or the name of an object method', () => {
    for (const code of ['0846', '0849', '840', ' 0840', '0840 ', '', 'constructor', '__proto__', 'toString'])
      expect(resultMeaning(code).verdict).toBe('unknown')
  })
})
