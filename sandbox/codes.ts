import type { JobType, Result } from './job'

/** A request that was refused: no job came of it. */
export const refusals = {
  malformed: { code: '2203', error: 'The body is not valid JSON' },
  wrongType: { code: '2204', error: 'A parameter has the wrong type' },
  unauthorized: { code: '2205', error: 'You are not authorized to do that' },
  disabled: { code: '2207', error: 'The enrolled user is disabled' },
  deleted: { code: '2208', error: 'The enrolled user was deleted' },
  alreadyEnrolled: { code: '2209', error: 'Wrong user id: a user is already enrolled with this user_id' },
  notEnrolled: { code: '2210', error: 'No enrolled user found for this user_id' },
  mustReenroll: { code: '2211', error: 'The user must complete re-enrollment first' },
  jobType: { code: '2212', error: 'Invalid job type. This sandbox knows 2 and 4' },
  missing: { code: '2213', error: 'A required parameter is missing' },
  duplicate: { code: '2215', error: 'A job already exists for this job_id. Set the retry flag to send it again' },
  noPicture: { code: '2216', error: 'The enrolled user has no photo on file' },
} as const

export type Refusal = { code: string; error: string }

export const uploadAccepted = '2202'
export const statusOk = '2302'
export const noZip = '2314'

type Known = { text: string; outcome: Result['outcome'] }

/**
 * Sourced: 0840, 0820, 1220 and their texts, 0001, 0903. Known from third parties: 1240, 0841, 094x, 0821 to 0827, 092x.
 * INFERRED from the digit pattern (08xy machine, 12xy human, 09xy picture; x is the job type): 0842 to 0845,
 * 1241 to 1243, and every text that is not sourced.
 */
const known: Record<string, Known> = {
  '0001': { text: 'Data invalid', outcome: 'rejected' },
  '0903': { text: 'Zip file corrupt', outcome: 'rejected' },
  '0907': { text: 'Possible Spoof', outcome: 'rejected' },
  '0840': { text: 'Enroll User', outcome: 'approved' },
  '0841': { text: 'Enroll Failed', outcome: 'rejected' },
  '0842': { text: 'Provisional Enroll', outcome: 'provisional' },
  '0843': { text: 'Enroll Failed - Possible Spoof', outcome: 'rejected' },
  '0844': { text: 'Provisional Enroll - Under Review', outcome: 'provisional' },
  '0845': { text: 'Provisional Enroll - Under Review', outcome: 'provisional' },
  '0941': { text: 'No Face Found', outcome: 'rejected' },
  '0942': { text: 'Face Quality Poor', outcome: 'rejected' },
  '1240': { text: 'Enroll User', outcome: 'approved' },
  '1241': { text: 'Enroll Failed - Human Review', outcome: 'rejected' },
  '1242': { text: 'Enroll Failed - Fraud', outcome: 'rejected' },
  '1243': { text: 'Enroll Failed - Unsure', outcome: 'rejected' },
  '0820': { text: 'Authenticated', outcome: 'approved' },
  '0821': { text: 'Failed Authentication', outcome: 'rejected' },
  '0822': { text: 'Provisional Authentication', outcome: 'provisional' },
  '0823': { text: 'Failed Authentication - Possible Spoof', outcome: 'rejected' },
  '0824': { text: 'Provisional Authentication - Under Review', outcome: 'provisional' },
  '0825': { text: 'Provisional Authentication - Under Review', outcome: 'provisional' },
  '0826': { text: 'Failed Authentication', outcome: 'rejected' },
  '0827': { text: 'Failed Authentication', outcome: 'rejected' },
  '0921': { text: 'No Face Found', outcome: 'rejected' },
  '0922': { text: 'Selfie Quality Poor', outcome: 'rejected' },
  '1220': { text: 'Authenticated', outcome: 'approved' },
  '1221': { text: 'Failed Authentication - Human Review', outcome: 'rejected' },
  '1222': { text: 'Failed Authentication - Fraud', outcome: 'rejected' },
  // Reports of Smile Secure, beside a result: the codes are sourced, the texts are ours.
  '5210': { text: 'No Suspect Users', outcome: 'unknown' },
  '5211': { text: 'Suspect Users Found', outcome: 'unknown' },
  '5212': { text: 'Smile Secure Error', outcome: 'unknown' },
}

/** The codes a result of this job type may have: for the page to offer. Any other four digits can be pushed too. */
export function resultCodesFor(jobType: JobType): string[] {
  // The third digit is the job type; 00 and 90 belong to all.
  return Object.keys(known)
    .filter((code) => /^(000|090)/.test(code) || (!(code in fraudReports) && code[2] === String(jobType)))
    .sort()
}

/** A code this table does not hold enrolls nobody: that is what a forced unknown code is there to try out. */
export function meaning(code: string): Known {
  return known[code] ?? { text: 'Unknown', outcome: 'unknown' }
}

type Family = Record<
  'pass' | 'fail' | 'spoof' | 'review' | 'noFace' | 'quality' | 'humanPass' | 'humanFail' | 'fraud',
  string
>

export const codesOf: Record<JobType, Family> = {
  4: {
    pass: '0840',
    fail: '0841',
    spoof: '0843',
    review: '0844',
    noFace: '0941',
    quality: '0942',
    humanPass: '1240',
    humanFail: '1241',
    fraud: '1242',
  },
  2: {
    pass: '0820',
    fail: '0821',
    spoof: '0823',
    review: '0824',
    noFace: '0921',
    quality: '0922',
    humanPass: '1220',
    humanFail: '1221',
    fraud: '1222',
  },
}

/** Smile Secure's separate reports. */
export const noSuspects = '5210'
export const sameFaceFound = '5211'
export const fraudReports: Readonly<Record<string, string>> = {
  [sameFaceFound]: 'suspects found',
  [noSuspects]: 'no suspects',
  '5212': 'system error',
}

/** INFERRED from the digit pattern: 12xy is what a person has said. */
export function isHumanVerdict(code: string): boolean {
  return code.startsWith('12')
}

export const zipCorrupt = '0903'
export const dataInvalid = '0001'
/** INFERRED: these two are followed by a human review, 0842 and 0822 are not. */
export const reviewed = ['0844', '0845', '0824', '0825']
