import type { Words } from './next-step'

/** Our own words: why a job has failed, and why a call to the provider gave no usable answer. */
export const ownFailures = {
  gave_up: {
    headline: 'Smile ID did not answer for too long',
    operator:
      'Kioo tried for about a day and then stopped. The capture is kept: try again when Smile ID can be reached.',
    person: 'This could not be finished. Please ask the people you are enrolling with how to go on.',
    next: ['redrive', 'check_settings'],
    trust: 'sourced',
  },
  status_refused: {
    headline: 'Smile ID refuses to say how the job stands',
    operator:
      'The status could not be read with the present keys. Correct the partner id and the API key, then try again, or ask Smile ID how this job ended.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['check_settings', 'redrive', 'ask_provider'],
    trust: 'sourced',
  },
  no_keys: {
    headline: 'No Smile ID keys for this environment',
    operator:
      'This portal has no partner id and API key for the environment of this job. An administrator has to set them; then try again.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['check_settings', 'redrive'],
    trust: 'sourced',
  },
  already_bought: {
    headline: 'This capture was already checked once',
    operator:
      'The record of paid checks says that this capture may be with Smile ID already, so the machine does not send it by itself. Try again to have Smile ID asked first.',
    person: 'This could not be finished. Please ask the people you are enrolling with how to go on.',
    next: ['redrive', 'ask_provider'],
    trust: 'sourced',
  },
  consent_withdrawn: {
    headline: 'The person has withdrawn their consent',
    operator:
      'They withdrew while this waited, so it is not sent any more, and its pictures are erased. Nobody is authenticated against the selfie of somebody who has. If they agree again, register them anew.',
    person: 'This could not be finished. Please ask the people you are enrolling with how to go on.',
    next: ['none'],
    trust: 'sourced',
  },
  frames_gone: {
    headline: 'The frames of this capture are gone',
    operator: 'The capture was erased before it could be sent. Capture the person again.',
    person: 'We no longer have your selfie. Please take another one.',
    next: ['capture_again'],
    trust: 'sourced',
  },
  frames_closed: {
    headline: 'The frames of this capture could not be opened',
    operator:
      'Kioo tried for about a day: they are sealed with a key this server does not have, or they are damaged. Once an administrator has put the frame key back, try again; otherwise capture the person again.',
    person: 'This could not be finished. Please ask the people you are enrolling with how to go on.',
    next: ['check_settings', 'redrive', 'capture_again'],
    trust: 'sourced',
  },
  absent: {
    headline: 'The upload did not arrive',
    operator: 'Smile ID has no frames for this job. Kioo sends the same job again by itself.',
    person: 'It is taking a little longer. Your selfie is safe, and there is nothing you need to do.',
    next: ['wait'],
    trust: 'sourced',
  },
  no_result: {
    headline: 'Smile ID gave no result',
    operator:
      'The upload was accepted, but no result came and the status never showed one. Ask Smile ID, and tell them the job id; or try again, which asks for the status anew.',
    person: 'It is taking a little longer. Your selfie is safe, and there is nothing you need to do.',
    next: ['ask_provider', 'redrive'],
    trust: 'sourced',
  },
  frames_unreadable: {
    headline: 'The frames of this capture could not be opened',
    operator:
      'They are sealed with a key this server does not have, or they are damaged. Kioo tries again by itself; ask an administrator to check the frame keys, or capture the person again.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['check_settings', 'capture_again'],
    trust: 'sourced',
  },
  connect: {
    headline: 'Smile ID cannot be reached',
    operator:
      'No connection could be made, so nothing was sent. Kioo tries again by itself; if it lasts, check the address and the network of this server.',
    person: 'It is taking a little longer. Your selfie is safe, and there is nothing you need to do.',
    next: ['wait', 'check_settings'],
    trust: 'sourced',
  },
  timeout: {
    headline: 'Smile ID took too long to answer',
    operator: 'The answer did not come in time. Kioo goes on by itself and nothing is sent twice.',
    person: 'It is taking a little longer. Your selfie is safe, and there is nothing you need to do.',
    next: ['wait'],
    trust: 'sourced',
  },
  lost: {
    headline: 'The connection to Smile ID broke',
    operator: 'The connection ended before the answer came. Kioo goes on by itself and nothing is sent twice.',
    person: 'It is taking a little longer. Your selfie is safe, and there is nothing you need to do.',
    next: ['wait'],
    trust: 'sourced',
  },
  stopped: {
    headline: 'Sending was interrupted here',
    operator:
      'This server stopped in the middle, for a restart or an update. Kioo goes on by itself and nothing is sent twice.',
    person: 'It is taking a little longer. Your selfie is safe, and there is nothing you need to do.',
    next: ['wait'],
    trust: 'sourced',
  },
  rate_limited: {
    headline: 'Smile ID asks us to slow down',
    operator:
      'Too many requests were sent in a short time. Kioo waits as long as Smile ID asks and then goes on by itself.',
    person: 'It is taking a little longer. Your selfie is safe, and there is nothing you need to do.',
    next: ['wait'],
    trust: 'sourced',
  },
  unavailable: {
    headline: 'Smile ID is not available',
    operator: 'Smile ID answered that it cannot work just now. Kioo tries again by itself; nothing is lost.',
    person: 'It is taking a little longer. Your selfie is safe, and there is nothing you need to do.',
    next: ['wait'],
    trust: 'sourced',
  },
  unreadable: {
    headline: 'Smile ID gave an answer that makes no sense',
    operator:
      'The answer is not what Smile ID is known to send. Check that the address of this environment is right and no proxy answers in its place.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['check_settings', 'send_again', 'ask_provider'],
    trust: 'sourced',
  },
  unsigned: {
    headline: 'An answer was not signed by Smile ID',
    operator:
      'The status answer carried a missing or wrong signature, so it was not believed. Check the API key and the address of this environment.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['check_settings', 'ask_provider'],
    trust: 'sourced',
  },
  upload_host: {
    headline: 'The upload address is not one Kioo sends faces to',
    operator:
      'Smile ID named an upload address outside the allowed hosts, so nothing was sent. Check the address of this environment, or ask Smile ID if the address changed.',
    person: 'Something went wrong on our side, not on yours. Someone is looking at it.',
    next: ['check_settings', 'ask_provider'],
    trust: 'sourced',
  },
  upload_refused: {
    headline: 'The upload address did not take the frames',
    operator: 'The address was no longer valid, so nothing was stored. Kioo asks Smile ID for a new one by itself.',
    person: 'It is taking a little longer. Your selfie is safe, and there is nothing you need to do.',
    next: ['wait'],
    trust: 'sourced',
  },
  exists: {
    headline: 'Smile ID says it already has this job',
    operator:
      'Smile ID would not hand out another upload address for this job. Kioo reads the status to learn how it stands.',
    person: 'It is taking a little longer. Your selfie is safe, and there is nothing you need to do.',
    next: ['wait'],
    trust: 'sourced',
  },
} satisfies Record<string, Words>
