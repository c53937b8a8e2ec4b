import { describe, expect, test } from 'vitest'
import { decide, needsPerson, reviewResult } from './decide'
import type { Findings } from './examine'
import type { JobType } from './job'

const fine = {
  kind: 'pictures',
  selfieBlank: false,
  livenessCount: 7,
  livenessBlank: false,
  livenessFrozen: false,
  selfie: null,
  livenessWithoutFace: false,
} as const

function result(jobType: JobType, partnerParams: Record<string, unknown> = {}, findings: Findings = fine) {
  return decide({
    jobType,
    partnerParams,
    findings,
    comparison: null,
    isFraudulent: false,
    reviewOutcome: 'approve',
    now: 1,
  })
}

describe.each([
  {
    jobType: 4,
    pass: '0840',
    fail: '0841',
    review: '0844',
    noFace: '0941',
    quality: '0942',
    spoof: '0843',
    human: '1240',
    no: '1241',
    fraud: '1242',
  },
  {
    jobType: 2,
    pass: '0820',
    fail: '0821',
    review: '0824',
    noFace: '0921',
    quality: '0922',
    spoof: '0823',
    human: '1220',
    no: '1221',
    fraud: '1222',
  },
] as const)('job type $jobType', ({ jobType, pass, fail, review, noFace, quality, spoof, human, no, fraud }) => {
  test('good pictures are approved unless the partner asks for something else', () => {
    expect(result(jobType)).toMatchObject({ code: pass, outcome: 'approved', confidence: '99', reviewCode: null })
    expect(result(jobType, { sandbox_result: 'other' }).code).toBe(pass)
  })

  test('a wish that is neither a text nor a number is none, and a wish nobody can read keeps no job from being judged', () => {
    for (const wish of [true, null, [], ['1'], {}, { toString: 1, valueOf: 1 }]) {
      expect(result(jobType, { sandbox_result: wish }).code).toBe(pass)
      expect(result(jobType, { sandbox_result: '2', sandbox_review: wish }).reviewCode).toBe(human)
    }
  })

  test('sandbox_result forces the outcome, as text or number', () => {
    for (const wish of ['0', 0]) expect(result(jobType, { sandbox_result: wish }).code).toBe(pass)
    for (const wish of ['1', 1])
      expect(result(jobType, { sandbox_result: wish })).toMatchObject({ code: fail, outcome: 'rejected' })
    for (const wish of ['2', 2]) {
      expect(result(jobType, { sandbox_result: wish })).toMatchObject({
        code: review,
        outcome: 'provisional',
        reviewCode: human,
      })
    }
  })

  test('what the pictures show decides when nothing is forced', () => {
    expect(result(jobType, {}, { ...fine, selfieBlank: true }).code).toBe(noFace)
    expect(result(jobType, {}, { ...fine, livenessBlank: true, livenessFrozen: true }).code).toBe(quality)
    expect(result(jobType, {}, { ...fine, livenessFrozen: true }).code).toBe(spoof)
    expect(result(jobType, { sandbox_result: '0' }, { ...fine, selfieBlank: true }).code).toBe(pass)
  })

  test('no face, a poor one and a burst that begins or ends without one are each told apart', () => {
    expect(result(jobType, {}, { ...fine, selfie: { face: 'none' } }).code).toBe(noFace)
    expect(result(jobType, {}, { ...fine, selfie: { face: 'poor' } }).code).toBe(quality)
    expect(result(jobType, {}, { ...fine, livenessWithoutFace: true }).code).toBe(quality)
    expect(result(jobType, { sandbox_result: '0' }, { ...fine, selfie: { face: 'none' } }).code).toBe(pass)
  })

  test('a package that cannot be read is rejected whatever was asked for, and no confidence is given', () => {
    expect(result(jobType, { sandbox_result: '0' }, { kind: 'zip corrupt' })).toMatchObject({
      code: '0903',
      outcome: 'rejected',
      confidence: '',
    })
    expect(result(jobType, { sandbox_result: '0' }, { kind: 'data invalid' })).toMatchObject({
      code: '0001',
      outcome: 'rejected',
      confidence: '',
    })
  })

  test('whatever a user marked as fraudulent sends is rejected as fraud, also where an approval was asked for', () => {
    const question = {
      jobType,
      partnerParams: { sandbox_result: '0' },
      comparison: null,
      reviewOutcome: 'approve',
    } as const
    const marked = (findings: Findings) => decide({ ...question, findings, isFraudulent: true, now: 1 })
    expect(marked(fine)).toMatchObject({ code: fraud, outcome: 'rejected', byHuman: true, reviewCode: null })
    expect(marked({ kind: 'zip corrupt' }).code).toBe('0903')
  })

  test('a human review ends as the partner or the setting says', () => {
    const refused = result(jobType, { sandbox_result: '2', sandbox_review: '1' })
    expect(reviewResult(jobType, refused, 2)).toMatchObject({
      code: no,
      outcome: 'rejected',
      byHuman: true,
      reviewCode: null,
    })
    const passed = result(jobType, { sandbox_result: '2' })
    expect(reviewResult(jobType, passed, 2)).toMatchObject({ code: human, outcome: 'approved', byHuman: true })
    expect(reviewResult(jobType, result(jobType), 2)).toBeUndefined()
  })

  test('every result carries the fourteen actions', () => {
    for (const wish of ['0', '1', '2', '0001', '9999']) {
      expect(Object.keys(result(jobType, { sandbox_result: wish }).actions)).toHaveLength(14)
    }
  })
})

test('a comparison decides an authentication, and doubt waits for a person', () => {
  const asked = (comparison: 'same' | 'unsure' | 'stranger', partnerParams = {}) => {
    const question = {
      jobType: 2,
      partnerParams,
      findings: fine,
      comparison,
      isFraudulent: false,
      reviewOutcome: 'approve',
      now: 1,
    } as const
    const { code } = decide(question)
    return [code, needsPerson(question, decide(question))]
  }
  expect(asked('same')).toEqual(['0820', false])
  expect(asked('stranger')).toEqual(['0821', false])
  expect(asked('unsure')).toEqual(['0824', true])
  expect(asked('stranger', { sandbox_result: '0' })).toEqual(['0820', false])
  expect(asked('unsure', { sandbox_result: '2' })).toEqual(['0824', false])
  expect(asked('unsure', { sandbox_review: '1' })).toEqual(['0824', false])
})

test('a whole result code is sent as it is, and one that nobody knows approves nothing', () => {
  expect(result(4, { sandbox_result: '0845' })).toMatchObject({
    code: '0845',
    outcome: 'provisional',
    reviewCode: '1240',
  })
  expect(result(4, { sandbox_result: '0842' })).toMatchObject({ outcome: 'provisional', reviewCode: null })
  expect(result(4, { sandbox_result: '4711' })).toMatchObject({ code: '4711', outcome: 'unknown', text: 'Unknown' })
})

test('the passing registration has the action values of the published sample', () => {
  const { actions } = result(4, {}, { ...fine, livenessCount: 0 })
  const applicable = Object.entries(actions).filter(([, value]) => value !== 'Not Applicable')
  expect(Object.fromEntries(applicable)).toEqual({
    Register_Selfie: 'Approved',
    Selfie_Check: 'Passed',
    Selfie_Provided: 'Passed',
  })
  expect(result(4).actions.Liveness_Check).toBe('Passed')
})
