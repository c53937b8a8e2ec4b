import type { ResultEntry } from './result-catalogue'

/** Results of registering a face (job type 4). 08.. is the machine's verdict, 12.. a human reviewer's, 09.. the selfie's fault. */
export const registerResults: Record<string, ResultEntry> = {
  '0840': {
    verdict: 'approved',
    final: true,
    headline: 'Enrolled',
    operator: 'Smile ID registered this face under this user id. The person can be authenticated from now on.',
    person: 'All done. Your selfie is on file.',
    next: ['none'],
    trust: 'sourced',
  },
  '0841': {
    verdict: 'rejected',
    final: true,
    headline: 'Smile ID could not enroll this face',
    operator:
      'The registration failed its checks and the face was not put on file. Capture again in even light, with the face uncovered and close to the camera.',
    person: 'That selfie did not work. Please take another one, facing the light.',
    next: ['capture_again'],
    trust: 'third_party',
  },
  '0842': {
    verdict: 'provisional',
    // Whether a reviewer still looks depends on the account's setting, so it may yet change.
    final: false,
    headline: 'Enrolled provisionally',
    operator:
      'Smile ID could not decide by itself. Whether a reviewer there looks at it depends on your account; ask Smile ID if it stays like this for more than a day.',
    person: 'Your selfie arrived and is being looked at. There is nothing you need to do now.',
    next: ['wait', 'ask_provider'],
    trust: 'inferred',
  },
  '0843': {
    verdict: 'rejected',
    final: true,
    headline: 'The selfie looked like a picture of a picture',
    operator:
      'Smile ID was not convinced that a live face stood before the camera. Capture again with the person there, no screen or print in view, and no glare.',
    person:
      'The camera could not see you clearly enough. Please try again in person, away from screens and bright glare.',
    next: ['capture_again'],
    trust: 'inferred',
  },
  '0844': {
    verdict: 'provisional',
    final: false,
    headline: 'Someone at Smile ID is checking that the face is live',
    operator:
      'The machine had doubts that a live face stood before the camera, so a reviewer at Smile ID looks at it. The result comes by itself.',
    person: 'Your selfie arrived and is being looked at. There is nothing you need to do now.',
    next: ['wait'],
    trust: 'inferred',
  },
  '0845': {
    verdict: 'provisional',
    final: false,
    headline: 'A person at Smile ID is looking',
    operator: 'The machine was not sure, so a reviewer at Smile ID looks at it. The result comes by itself.',
    person: 'Your selfie arrived and is being looked at. There is nothing you need to do now.',
    next: ['wait'],
    trust: 'inferred',
  },
  '0941': {
    verdict: 'rejected',
    final: true,
    headline: 'No face found in the selfie',
    operator: 'Smile ID found no face. Capture again with one face in the oval, uncovered, looking at the camera.',
    person: 'We could not find your face in the selfie. Please try again with your whole face in the oval.',
    next: ['capture_again'],
    trust: 'third_party',
  },
  '0942': {
    verdict: 'rejected',
    final: true,
    headline: 'The selfie was not clear enough',
    operator:
      'The face was too dark, too blurred or too small. Capture again in even light, holding still, a little closer.',
    person: 'Your selfie was not clear enough. Please try again in better light, holding still.',
    next: ['capture_again'],
    trust: 'third_party',
  },
  '1240': {
    verdict: 'approved',
    final: true,
    headline: 'Enrolled after review',
    operator: 'A reviewer at Smile ID approved the registration. The person can be authenticated from now on.',
    person: 'All done. Your selfie is on file.',
    next: ['none'],
    trust: 'third_party',
  },
  '1241': {
    verdict: 'rejected',
    final: true,
    headline: 'A reviewer did not accept the registration',
    operator:
      'A reviewer at Smile ID rejected this registration. Capture again; if it is rejected once more, ask Smile ID for the reason.',
    person: 'That selfie was not accepted. Please take another one, facing the light.',
    next: ['capture_again', 'ask_provider'],
    trust: 'inferred',
  },
  '1242': {
    verdict: 'rejected',
    final: true,
    headline: 'A reviewer did not see a genuine selfie',
    operator:
      'A reviewer at Smile ID took the capture for not genuine. Check who stood before the camera, then capture again in person, or ask Smile ID what they saw.',
    person: 'That selfie was not accepted. Please ask the people you are enrolling with how to go on.',
    next: ['capture_again', 'ask_provider'],
    trust: 'inferred',
  },
  '1243': {
    verdict: 'rejected',
    final: true,
    headline: 'A reviewer could not be sure',
    operator:
      'A reviewer at Smile ID could not tell that a live face stood before the camera. Capture again in even light, with nothing covering the face.',
    person: 'Your selfie was not clear enough. Please try again in better light, holding still.',
    next: ['capture_again'],
    trust: 'inferred',
  },
}
