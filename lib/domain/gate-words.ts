import type { GateFault } from './gate-fault'

/** What an operator is told of a capture that was stopped: what is seen, and what helps. */
export const gateWords: Record<GateFault, string> = {
  no_face: 'No face was found in the selfie. Take it again with the face in the oval.',
  several: 'More than one face is in the selfie. Take it again with only this person in the picture.',
  too_far: 'The face is too small. Come closer to the camera and take it again.',
  too_near: 'The face is too close. Move back a little and take it again.',
  turned: 'The face is turned to a side. Look straight into the camera and take it again.',
  chin: 'The head is raised or lowered. Hold the camera at eye level and take it again.',
  tilted: 'The head is tilted. Hold it upright and take it again.',
  too_dark: 'It is too dark to see the face well. Turn towards the light and take it again.',
  too_bright: 'The light washes the face out. Move out of the strong light and take it again.',
  back_light: 'The light behind leaves the face dark. Turn round, so that the light is in front, and take it again.',
  blurred: 'The selfie is blurred. Wipe the lens, hold still and take it again.',
  left_burst: 'The face left the picture while it was taken. Stay in the oval until the end and take it again.',
  still: 'All pictures are the same one. Use a real camera that runs, and take them again.',
}

/** The same, as a finding beside a job. */
export const gateFindings: Record<GateFault, string> = {
  no_face: 'no face in the selfie',
  several: 'several faces in the selfie',
  too_far: 'the face is small',
  too_near: 'the face is very close',
  turned: 'the face is turned to a side',
  chin: 'the head is raised or lowered',
  tilted: 'the head is tilted',
  too_dark: 'the face is dark',
  too_bright: 'the face is washed out',
  back_light: 'light from behind',
  blurred: 'the selfie is blurred',
  left_burst: 'a frame without a face',
  still: 'all frames are the same picture',
}
