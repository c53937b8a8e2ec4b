import type { Words } from './next-step'

/** Smile ID's other refusals: by account, of a status read, of an ID look-up. */
export const otherRefusals: Record<string, Words> = {
  // No code of theirs but the status of HTTP, where nothing else was said.
  '402': {
    headline: 'Smile ID asks for payment first',
    operator:
      'Smile ID took nothing and charged nothing: your account there is out of credit or on hold. Settle that with Smile ID, then send this job again. Until then every other job ends the same way.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['ask_provider', 'send_again'],
    trust: 'inferred',
  },
  '2217': {
    headline: 'Smile ID does not know this product',
    operator:
      'The product that was asked for does not exist or is not enabled. Ask Smile ID which ones your account may use.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['ask_provider'],
    trust: 'sourced',
  },
  '2218': {
    headline: 'Refused with code 2218',
    operator:
      'Smile ID refused the job and does not publish what this code means. Ask Smile ID, and tell them the job id.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['ask_provider'],
    trust: 'unknown',
  },
  '2219': {
    headline: 'Refused with code 2219',
    operator:
      'Smile ID refused the job and does not publish what this code means. Ask Smile ID, and tell them the job id.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['ask_provider'],
    trust: 'unknown',
  },
  '2220': {
    headline: 'Production is not enabled for your account',
    operator: 'Smile ID has not opened production for this partner id. Ask Smile ID to enable it, or use the sandbox.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['ask_provider', 'check_settings'],
    trust: 'sourced',
  },
  '2221': {
    headline: 'Refused with code 2221',
    operator:
      'Smile ID refused the job and does not publish what this code means. Ask Smile ID, and tell them the job id.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['ask_provider'],
    trust: 'unknown',
  },
  '2301': {
    headline: 'Smile ID had a fault while reading the status',
    operator: 'Smile ID could not say how the job stands because of a fault on its side. Kioo asks again by itself.',
    person: 'It is taking a little longer. Your selfie is safe, and there is nothing you need to do.',
    next: ['wait', 'ask_provider'],
    trust: 'sourced',
  },
  '2302': {
    headline: 'Status read',
    operator: 'Smile ID answered how the job stands. There is nothing to do about it.',
    person: 'It is taking a little longer. Your selfie is safe, and there is nothing you need to do.',
    next: ['none'],
    trust: 'sourced',
  },
  '2314': {
    headline: 'Smile ID has no frames for this job',
    operator: 'The job is known there but its frames never arrived. Send it again; it stays the same job.',
    person: 'Your selfie did not arrive in one piece. We will send it again.',
    next: ['send_again'],
    trust: 'sourced',
  },
  '2401': {
    headline: 'Smile ID had a fault while looking up an ID',
    operator: 'Smile ID could not finish an ID look-up because of a fault on its side. Send it again later.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['send_again', 'ask_provider'],
    trust: 'sourced',
  },
  '2405': {
    headline: 'Smile ID does not accept our keys for ID look-ups',
    operator:
      'The partner id, the API key and the environment do not belong together, or the clock of this server is wrong. Correct the settings, then send it again.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['check_settings', 'send_again'],
    trust: 'sourced',
  },
  '2413': {
    headline: 'A parameter of the ID look-up is missing',
    operator: 'Smile ID missed a parameter it needs for an ID look-up. Ask Smile ID, and tell them the job id.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['ask_provider', 'check_settings'],
    trust: 'sourced',
  },
  '2414': {
    headline: 'Refused with code 2414',
    operator:
      'Smile ID refused an ID look-up and does not publish what this code means. Ask Smile ID, and tell them the job id.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['ask_provider'],
    trust: 'unknown',
  },
}
