import type { CaptureWords } from './capture-manner'
import { deskWords } from './desk-words'

const { primer, guidance, review } = deskWords

/** What a capture says at a kiosk: to the person alone, who stands. */
export const kioskWords: CaptureWords = {
  ...deskWords,
  primer: {
    ...primer,
    text: 'The camera says how to stand, and takes the pictures by itself: one selfie, and seven that show a living person was here. They stay on this device until you have looked at them.',
  },
  guidance: {
    ...guidance,
    hints: {
      ...guidance.hints,
      several: 'There is somebody else in the picture. Please stand in front of it alone.',
      off_up: 'Your face is too high. Step back a little, or bend your knees.',
      off_down: 'Your face is too low. Stand up straight, or step closer.',
      back_light: 'The light is behind you. Turn round a little, so that it falls on your face.',
    },
  },
  review: { ...review, question: 'Is your face sharp, straight and well lit?' },
}
