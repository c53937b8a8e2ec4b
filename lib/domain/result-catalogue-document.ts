import type { ResultEntry } from './result-catalogue'

/** Results of jobs that compare a face with an ID (job types 1 and 6). Kioo sends none, but a callback may name one. */
export const documentResults: Record<string, ResultEntry> = {
  '0810': {
    verdict: 'approved',
    final: true,
    headline: 'Enrolled against an ID',
    operator: 'The face matches the ID and was put on file under this user id.',
    person: 'All done. Your selfie is on file.',
    next: ['none'],
    trust: 'sourced',
  },
  '0811': {
    verdict: 'rejected',
    final: true,
    headline: 'The face does not match the ID',
    operator:
      'Smile ID compared the face with the photo of the ID and they differ. Check the ID details, then capture again.',
    person: 'We could not match your selfie with your ID. Please try again in better light.',
    next: ['capture_again'],
    trust: 'sourced',
  },
  '0812': {
    verdict: 'provisional',
    final: false,
    headline: 'Enrolled against an ID provisionally',
    operator:
      'Smile ID could not decide by itself. Whether a reviewer there looks at it depends on your account; ask Smile ID if it stays like this for more than a day.',
    person: 'Your selfie arrived and is being looked at. There is nothing you need to do now.',
    next: ['wait', 'ask_provider'],
    trust: 'sourced',
  },
  '0813': {
    verdict: 'rejected',
    final: true,
    headline: 'The selfie looked like a picture of a picture',
    operator:
      'Smile ID was not convinced that a live face stood before the camera. Capture again with the person there, no screen or print in view, and no glare.',
    person:
      'The camera could not see you clearly enough. Please try again in person, away from screens and bright glare.',
    next: ['capture_again'],
    trust: 'sourced',
  },
  '0814': {
    verdict: 'provisional',
    final: false,
    headline: 'Someone at Smile ID is checking that the face is live',
    operator:
      'The machine had doubts that a live face stood before the camera, so a reviewer at Smile ID looks at it. The result comes by itself.',
    person: 'Your selfie arrived and is being looked at. There is nothing you need to do now.',
    next: ['wait'],
    trust: 'sourced',
  },
  '0815': {
    verdict: 'provisional',
    final: false,
    headline: 'A person at Smile ID is comparing the face with the ID',
    operator:
      'The machine was not sure of the match, so a reviewer at Smile ID looks at it. The result comes by itself.',
    person: 'Your selfie arrived and is being looked at. There is nothing you need to do now.',
    next: ['wait'],
    trust: 'sourced',
  },
  '0816': {
    verdict: 'rejected',
    final: true,
    headline: 'This kind of document is not supported',
    operator:
      'Smile ID cannot check this kind of document. Use another kind, or ask Smile ID which ones your account may use.',
    person: 'We could not read your document. Please ask the people you are enrolling with how to go on.',
    next: ['ask_provider'],
    trust: 'sourced',
  },
  '0817': {
    verdict: 'approved',
    final: true,
    headline: 'Enrolled with an expired document',
    operator:
      'The face matches and was put on file, but the document has expired. Decide by your own rules whether that is enough.',
    person: 'All done. Your selfie is on file.',
    next: ['none'],
    trust: 'sourced',
  },
  '0911': {
    verdict: 'rejected',
    final: true,
    headline: 'No face found in the selfie',
    operator: 'Smile ID found no face. Capture again with one face in the oval, uncovered, looking at the camera.',
    person: 'We could not find your face in the selfie. Please try again with your whole face in the oval.',
    next: ['capture_again'],
    trust: 'third_party',
  },
  '0912': {
    verdict: 'rejected',
    final: true,
    headline: 'The selfie was not clear enough to compare',
    operator:
      'The face was unclear or could not be compared. Capture again in even light, holding still, a little closer.',
    person: 'Your selfie was not clear enough. Please try again in better light, holding still.',
    next: ['capture_again'],
    trust: 'third_party',
  },
  '1210': {
    verdict: 'approved',
    final: true,
    headline: 'Enrolled against an ID after review',
    operator: 'A reviewer at Smile ID found that the face matches the ID, and it was put on file under this user id.',
    person: 'All done. Your selfie is on file.',
    next: ['none'],
    trust: 'sourced',
  },
  '1211': {
    verdict: 'rejected',
    final: true,
    headline: 'A reviewer found that face and ID differ',
    operator:
      'A reviewer at Smile ID compared the face with the ID and they differ. Check the ID details, then capture again.',
    person: 'We could not match your selfie with your ID. Please try again in better light.',
    next: ['capture_again', 'ask_provider'],
    trust: 'third_party',
  },
  '1212': {
    verdict: 'rejected',
    final: true,
    headline: 'A reviewer did not see a genuine selfie',
    operator:
      'A reviewer at Smile ID took the capture for not genuine. Check who stood before the camera, then capture again in person, or ask Smile ID what they saw.',
    person: 'That selfie was not accepted. Please ask the people you are enrolling with how to go on.',
    next: ['capture_again', 'ask_provider'],
    trust: 'third_party',
  },
  '1213': {
    verdict: 'rejected',
    final: true,
    headline: 'A reviewer could not be sure',
    operator:
      'A reviewer at Smile ID could not tell that a live face stood before the camera. Capture again in even light, with nothing covering the face.',
    person: 'Your selfie was not clear enough. Please try again in better light, holding still.',
    next: ['capture_again'],
    trust: 'third_party',
  },
  '1214': {
    verdict: 'rejected',
    final: true,
    headline: 'A reviewer did not accept the card',
    operator:
      'A reviewer at Smile ID did not accept the ID card. Check the card itself, or ask Smile ID what was wrong with it.',
    person: 'We could not read your document. Please ask the people you are enrolling with how to go on.',
    next: ['ask_provider'],
    trust: 'third_party',
  },
}
