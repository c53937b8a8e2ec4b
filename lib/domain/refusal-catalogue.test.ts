import { describe, expect, it } from 'vitest'
import { nextStepName } from './next-step'
import { refusalCodes, refusalMeaning } from './refusal-catalogue'
import { resultMeaning } from './result-catalogue'

const theirs = (
  '2201 2202 2203 2204 2205 2207 2208 2209 2210 2211 2212 2213 2214 2215 2216 2217 2218 2219 2220 2221 ' +
  '2301 2302 2314 2401 2405 2413 2414 402'
).split(' ')
const failures =
  'gave_up unreadable unsigned upload_host no_keys frames_gone frames_closed status_refused no_result frames_unreadable already_bought consent_withdrawn'.split(
    ' ',
  )
const causes = 'connect timeout lost rate_limited unavailable upload_refused exists stopped absent'.split(' ')
const all = [...theirs, ...failures, ...causes]

describe('the refusal catalogue', () => {
  it('has exactly the codes of the provider and our own words', () => {
    expect([...refusalCodes].sort()).toEqual([...all].sort())
  })

  it.each(all)('%s has words for everyone and distinct next steps', (code) => {
    const meaning = refusalMeaning(code)
    expect(meaning.headline).toMatch(/^\S.*[^.\s]$/)
    expect(meaning.operator).toMatch(/^\S.*\.$/)
    expect(meaning.person).toMatch(/^\S.*\.$/)
    expect(meaning.person).not.toMatch(/\d|%|Smile ID|key|refus|fraud/i)
    expect(new Set(meaning.next).size).toBe(meaning.next.length)
    for (const step of meaning.next) expect(nextStepName[step]).toBeTruthy()
  })

  it('tells our own words from the codes of the provider', () => {
    expect(refusalMeaning('gave_up').by).toBe('kioo')
    expect(refusalMeaning('2209')).toMatchObject({ by: 'provider', next: ['allow_re_enroll'] })
  })

  it('stops at an account without credit and says whom to ask before it is sent again', () => {
    expect(refusalMeaning('402')).toMatchObject({ by: 'provider', next: ['ask_provider', 'send_again'] })
  })

  it('has the words of a result that ended a job as failed', () => {
    expect(refusalMeaning('0908')).toMatchObject({ by: 'provider', headline: resultMeaning('0908').headline })
  })

  it('has words for a code it does not know, and says so', () => {
    for (const code of ['2299', '', 'constructor', '__proto__'])
      expect(refusalMeaning(code)).toMatchObject({ code, by: 'provider', trust: 'unknown' })
  })
})
