import type { CaptureWords } from './capture-manner'

/** What the guidance says at the desk, to whoever sits there and to the operator beside her. */
export const guidanceWords: CaptureWords['guidance'] = {
  hints: {
    good: 'Good. Hold still.',
    no_face: 'No face in the picture yet. Look into the oval.',
    several: 'There is somebody else in the picture. Only one person should be in it.',
    too_far: 'Come closer.',
    too_near: 'Move back a little.',
    off_left: 'Move a little to your left.',
    off_right: 'Move a little to your right.',
    off_up: 'Sit a little lower, or raise the camera.',
    off_down: 'Sit up a little, or lower the camera.',
    turned: 'Look straight into the camera.',
    chin: 'Hold the head level: chin neither up nor down.',
    tilted: 'Hold the head upright.',
    too_dark: 'The face is dark. Turn towards a window or a lamp.',
    too_bright: 'The light is too strong. Turn away from it a little.',
    side_light: 'One side of the face is dark. Turn towards the light.',
    back_light: 'The light is behind. Turn round, so that it falls on the face.',
    blurred: 'The picture is blurred. Hold still, or wipe the camera.',
    eyes_closed: 'Open the eyes.',
    smiling: 'First without a smile, please: relax the face.',
  },
  asks: {
    still: 'Hold still …',
    smile: 'Now smile!',
    turn: 'Now turn the head slowly to one side.',
    back: 'And back: look straight into the camera.',
  },
  loading: 'The guidance is loading. The camera is on already.',
  off: 'There is no guidance on this device. Look into the oval and press the button.',
  byItself: 'The pictures take themselves',
  anyway: 'Take the pictures anyway',
  finish: 'Finish without it',
  cue: { label: 'To show that a living person is there', smile: 'Smile', turn: 'Turn your head instead' },
  sound: 'Guide by sound',
}
