import { framePositions } from '@/lib/domain/frame'
import { hintWords, problemWords, unblockWords } from './camera-words'
import type { CaptureWords } from './capture-manner'
import { guidanceWords } from './guidance-words'

const total = framePositions.length

/** What a capture says to an operator, in English as the whole desk. */
export const deskWords: CaptureWords = {
  problems: problemWords,
  unblock: unblockWords,
  details: {
    title: 'Technical details',
    text: 'For whoever helps you. There is no picture in it, and nothing that names this device.',
    copy: 'Copy',
    copied: 'Copied',
    send: 'Send',
    sent: 'Sent.',
    failed: 'They could not be sent. Copy them instead.',
  },
  tryAgain: 'Try again',
  loadAgain: 'Load the page again',
  hints: hintWords,
  primer: {
    title: 'One look into the camera',
    text: 'The camera says how to sit, and takes the pictures by itself: one selfie, and seven that show a living person sat here. They stay on this device until you have looked at them.',
    tips: [
      'Face the light, with nothing bright behind.',
      'Only one person in the picture, eyes open.',
      'Take off hats and sunglasses.',
    ],
    start: 'Start the camera',
    asks: 'The browser will ask whether this page may use it.',
  },
  live: {
    video: 'What the camera sees',
    waiting: 'Waiting for the camera …',
    shutter: 'Take the pictures',
    ready: 'Get ready …',
    still: 'Hold still …',
    counts: ['1', '2', '3'],
  },
  guidance: guidanceWords,
  picker: {
    label: 'Camera',
    virtual: 'This looks like a program that imitates a camera. Choose the real one if there is one.',
    virtualMark: 'virtual',
    browsers: 'Chosen by the browser',
  },
  cards: { open: 'See the cameras', close: 'Hide the cameras' },
  review: {
    alt: 'The selfie that was taken',
    question: 'Is the face sharp, straight and well lit?',
    off: 'The camera is off. Nothing has left this device yet.',
    use: 'Use this',
    retake: 'Retake',
    progress: 'Pictures sent',
    sending: framePositions.map((position) => `Sending ${position + 1} of ${total}`),
    resumed: 'The pictures were kept. The sending goes on where it stopped.',
    stalled: 'The pictures could not be sent',
    retry: 'Retry sending',
    arrived: `All ${total} pictures have arrived`,
    broken: 'Something unexpected stopped the sending. The pictures are still here.',
  },
  keys: 'Space or Enter presses it too, while no field or other button has the focus.',
  spoken: {
    on: 'The camera is on. Look into it.',
    taken: 'The pictures are taken and the camera is off. Look at the selfie, then use it or take it again.',
    sending: 'Sending the pictures.',
  },
}
