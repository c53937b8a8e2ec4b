import type { Words } from './next-step'

/** What Smile ID says to a submission it does not take. No job record exists there afterwards. */
export const uploadRefusals: Record<string, Words> = {
  '2201': {
    headline: 'Smile ID had a fault while taking the upload',
    operator: 'Smile ID could not take the job because of a fault on its side. Nothing was charged; send it again.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['send_again', 'ask_provider'],
    trust: 'sourced',
  },
  '2202': {
    headline: 'Upload accepted',
    operator: 'Smile ID accepted the upload. The result comes by itself.',
    person: 'It is taking a little longer. Your selfie is safe, and there is nothing you need to do.',
    next: ['wait'],
    trust: 'sourced',
  },
  '2203': {
    headline: 'Smile ID could not read the request',
    operator:
      'Smile ID found the job description badly formed. Sending the same again will not help; ask Smile ID, and tell them the job id.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['ask_provider'],
    trust: 'sourced',
  },
  '2204': {
    headline: 'A parameter has the wrong form',
    operator:
      'Smile ID did not accept one of the parameters. Check the extra parameters and the user id, then send it again. It is also said for wrong keys.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['check_settings', 'send_again'],
    trust: 'sourced',
  },
  '2205': {
    headline: 'Smile ID does not accept our keys',
    operator:
      'The partner id, the API key and the environment do not belong together, or the clock of this server is wrong. Correct the settings, then send it again.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['check_settings', 'send_again'],
    trust: 'sourced',
  },
  '2207': {
    headline: 'This user id is disabled',
    operator:
      'The enrollee was disabled at Smile ID, so no job is accepted for this user id. Enable it in the Smile ID portal, or use another user id.',
    person: 'This could not be finished. Please ask the people you are enrolling with how to go on.',
    next: ['ask_provider'],
    trust: 'sourced',
  },
  '2208': {
    headline: 'This user id was deleted',
    operator:
      'The enrollee was deleted at Smile ID, and a deleted user id can never be used again. Register the person under another user id.',
    person: 'This could not be finished. Please ask the people you are enrolling with how to go on.',
    next: ['register_again'],
    trust: 'sourced',
  },
  '2209': {
    headline: 'This user id is already enrolled',
    operator:
      'Smile ID refused the registration; nothing was charged and the selfie on file is unchanged. To replace it, allow re-enrolling for this one job.',
    person: 'You are already enrolled. Please ask the people you are enrolling with if a new selfie is needed.',
    next: ['allow_re_enroll'],
    trust: 'sourced',
  },
  '2210': {
    headline: 'Nobody is enrolled under this user id',
    operator: 'Smile ID has no selfie on file to compare with. Check the user id, or register this person first.',
    person: 'You are not enrolled yet. Please enroll first.',
    next: ['register_first'],
    trust: 'sourced',
  },
  '2211': {
    headline: 'This enrollee has to register again',
    operator: 'Smile ID wants a new registration for this user id before it accepts any other job.',
    person: 'We need a new selfie from you to go on. Please enroll once more.',
    next: ['register_again', 'allow_re_enroll'],
    trust: 'sourced',
  },
  '2212': {
    headline: 'Smile ID does not accept this kind of job',
    operator: 'The job type is not known to Smile ID, or not enabled for your account. Ask Smile ID to enable it.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['ask_provider', 'check_settings'],
    trust: 'sourced',
  },
  '2213': {
    headline: 'A parameter is missing',
    operator:
      'Smile ID missed a parameter it needs. Sending the same again will not help; ask Smile ID, and tell them the job id.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['ask_provider', 'check_settings'],
    trust: 'sourced',
  },
  '2214': {
    headline: 'Refused with code 2214',
    operator:
      'Smile ID refused the job and does not publish what this code means. Ask Smile ID, and tell them the job id.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['ask_provider'],
    trust: 'unknown',
  },
  '2215': {
    headline: 'Smile ID already has this job',
    operator:
      'A job with this job id is already there, so no second one was made. Its result comes by itself, or read its status again.',
    person: 'It is taking a little longer. Your selfie is safe, and there is nothing you need to do.',
    next: ['wait', 'ask_provider'],
    trust: 'sourced',
  },
  '2216': {
    headline: 'The enrollee has no selfie on file',
    operator: 'This user id is known but has no selfie to compare with. Register the person again.',
    person: 'We need a new selfie from you to go on. Please enroll once more.',
    next: ['register_again'],
    trust: 'sourced',
  },
}
