import type { ResultEntry } from './result-catalogue'

/** Results any job may have, the outcomes of ID look-ups (never about a face), and Smile Secure's findings. */
export const otherResults: Record<string, ResultEntry> = {
  '0001': {
    verdict: 'rejected',
    final: true,
    headline: 'Smile ID could not read the frames',
    operator:
      'A frame was damaged or missing when it arrived, so nothing was checked. Capture again; if it happens again, ask Smile ID.',
    person: 'Your selfie did not arrive in one piece. Please take another one.',
    next: ['capture_again', 'ask_provider'],
    trust: 'sourced',
  },
  '0903': {
    verdict: 'rejected',
    final: true,
    headline: 'The upload arrived damaged',
    operator: 'Smile ID could not open what was sent, so nothing was checked. Send the same capture again.',
    person: 'Your selfie did not arrive in one piece. We will send it again.',
    next: ['send_again', 'capture_again'],
    trust: 'sourced',
  },
  '0907': {
    verdict: 'rejected',
    final: true,
    headline: 'The selfie looked like a picture of a picture',
    operator:
      'Smile ID doubted that a live face stood before the camera, and your account is set to reject such cases without a review. Capture again with the person there, no screen or print in view, and no glare.',
    person:
      'The camera could not see you clearly enough. Please try again in person, away from screens and bright glare.',
    next: ['capture_again'],
    trust: 'sourced',
  },
  '0908': {
    verdict: 'error',
    final: false,
    headline: 'The ID issuer is not answering',
    operator:
      'The authority that issues the ID could not be reached, so Smile ID could not finish. Send it again later.',
    person: 'We could not finish right now. Please try again later.',
    next: ['send_again'],
    trust: 'sourced',
  },
  '1012': lookUp('The ID number is valid'),
  '1013': lookUp('The ID number is not valid'),
  '1014': lookUp('This kind of ID is not supported'),
  '1015': lookUp('The ID source is not answering'),
  '1016': lookUp('ID look-up outcome 1016'),
  '1020': lookUp('The ID details match'),
  '1021': lookUp('The ID details match in part'),
  '1022': lookUp('The ID details do not match'),
  '1023': lookUp('ID look-up outcome 1023'),
  '5210': {
    verdict: 'fact',
    final: true,
    headline: 'No other enrollee has this face',
    operator:
      'Smile Secure compared this face with your other enrollees and suspects none of them. It changes nothing about the verdict.',
    person: 'Nothing more is needed from you.',
    next: ['none'],
    trust: 'sourced',
  },
  '5211': {
    verdict: 'fact',
    final: true,
    headline: 'This face may already be enrolled under another user id',
    operator:
      'Smile Secure suspects that other enrollees are the same person. Compare them before you rely on any of these enrollments; the verdict itself is unchanged.',
    person: 'Someone will look at your enrollment and tell you how it goes on.',
    next: ['ask_provider'],
    trust: 'sourced',
  },
  '5212': {
    verdict: 'fact',
    final: true,
    headline: 'Smile Secure could not compare this face',
    operator:
      'Smile Secure had an error, so it is not known whether another enrollee has this face. The verdict itself is unchanged.',
    person: 'Nothing more is needed from you.',
    next: ['ask_provider', 'none'],
    trust: 'sourced',
  },
}

function lookUp(headline: string): ResultEntry {
  return {
    verdict: 'fact',
    final: true,
    headline,
    operator:
      'This is the outcome of an ID number look-up. It does not decide about a face; nothing needs to be done for this job.',
    person: 'Your ID details were looked up. There is nothing you need to do now.',
    next: ['none'],
    trust: 'sourced',
  }
}
