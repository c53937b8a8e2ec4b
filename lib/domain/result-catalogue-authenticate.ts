import type { ResultEntry } from './result-catalogue'

/** Results of authenticating an enrollee against the selfie on file (job type 2). */
export const authenticateResults: Record<string, ResultEntry> = {
  '0820': {
    verdict: 'approved',
    final: true,
    headline: 'Authenticated',
    operator: 'The face matches the selfie on file for this user id.',
    person: 'All done. We recognised you.',
    next: ['none'],
    trust: 'third_party',
  },
  '0821': {
    verdict: 'rejected',
    final: true,
    headline: 'The face does not match the selfie on file',
    operator:
      'Smile ID compared this face with the enrolled one and they differ. Check the user id first, then authenticate again with a clear capture.',
    person: 'We could not match your selfie with the one on file. Please try again in better light.',
    next: ['authenticate_again', 'capture_again'],
    trust: 'third_party',
  },
  '0822': {
    verdict: 'provisional',
    final: false,
    headline: 'Authenticated provisionally',
    operator:
      'Smile ID could not decide by itself. Whether a reviewer there looks at it depends on your account; ask Smile ID if it stays like this for more than a day.',
    person: 'Your selfie arrived and is being looked at. There is nothing you need to do now.',
    next: ['wait', 'ask_provider'],
    trust: 'third_party',
  },
  '0823': {
    verdict: 'rejected',
    final: true,
    headline: 'The selfie looked like a picture of a picture',
    operator:
      'Smile ID was not convinced that a live face stood before the camera. Authenticate again with the person there, no screen or print in view, and no glare.',
    person:
      'The camera could not see you clearly enough. Please try again in person, away from screens and bright glare.',
    next: ['authenticate_again'],
    trust: 'third_party',
  },
  '0824': {
    verdict: 'provisional',
    final: false,
    headline: 'Someone at Smile ID is checking that the face is live',
    operator:
      'The machine had doubts that a live face stood before the camera, so a reviewer at Smile ID looks at it. The result comes by itself.',
    person: 'Your selfie arrived and is being looked at. There is nothing you need to do now.',
    next: ['wait'],
    trust: 'third_party',
  },
  '0825': {
    verdict: 'provisional',
    final: false,
    headline: 'A person at Smile ID is comparing the faces',
    operator:
      'The machine was not sure of the match, so a reviewer at Smile ID looks at it. The result comes by itself.',
    person: 'Your selfie arrived and is being looked at. There is nothing you need to do now.',
    next: ['wait'],
    trust: 'third_party',
  },
  '0826': {
    verdict: 'rejected',
    final: true,
    headline: 'Not authenticated',
    operator:
      'Smile ID rejected this authentication without a published reason. Authenticate again, or ask Smile ID about the code.',
    person: 'We could not recognise you this time. Please try again in better light.',
    next: ['authenticate_again', 'ask_provider'],
    trust: 'third_party',
  },
  '0827': {
    verdict: 'rejected',
    final: true,
    headline: 'Not authenticated',
    operator:
      'Smile ID rejected this authentication without a published reason. Authenticate again, or ask Smile ID about the code.',
    person: 'We could not recognise you this time. Please try again in better light.',
    next: ['authenticate_again', 'ask_provider'],
    trust: 'third_party',
  },
  '0921': {
    verdict: 'rejected',
    final: true,
    headline: 'No face found in the selfie',
    operator: 'Smile ID found no face. Authenticate again with one face in the oval, uncovered, looking at the camera.',
    person: 'We could not find your face in the selfie. Please try again with your whole face in the oval.',
    next: ['authenticate_again'],
    trust: 'third_party',
  },
  '0922': {
    verdict: 'rejected',
    final: true,
    headline: 'The selfie was not clear enough',
    operator:
      'The face was too dark, too blurred or too small to compare. Authenticate again in even light, holding still, a little closer.',
    person: 'Your selfie was not clear enough. Please try again in better light, holding still.',
    next: ['authenticate_again'],
    trust: 'third_party',
  },
  '1220': {
    verdict: 'approved',
    final: true,
    headline: 'Authenticated after review',
    operator: 'A reviewer at Smile ID found that the face matches the selfie on file for this user id.',
    person: 'All done. We recognised you.',
    next: ['none'],
    trust: 'sourced',
  },
  '1221': {
    verdict: 'rejected',
    final: true,
    headline: 'A reviewer found that the faces differ',
    operator:
      'A reviewer at Smile ID compared this face with the selfie on file and they differ. Check the user id, then authenticate again with a clear capture.',
    person: 'We could not match your selfie with the one on file. Please try again in better light.',
    next: ['authenticate_again', 'ask_provider'],
    trust: 'third_party',
  },
  '1222': {
    verdict: 'rejected',
    final: true,
    headline: 'A reviewer did not see a genuine selfie',
    operator:
      'A reviewer at Smile ID took the capture for not genuine. Check who stood before the camera, then authenticate again in person, or ask Smile ID what they saw.',
    person: 'That selfie was not accepted. Please ask the people you are enrolling with how to go on.',
    next: ['authenticate_again', 'ask_provider'],
    trust: 'third_party',
  },
}
