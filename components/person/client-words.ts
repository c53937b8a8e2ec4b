import 'server-only'
import { captureWordsIn } from './capture-words'
import type { PhoneWords } from './phone'
import type { SittingWords } from './sitting'
import { catalogues, type Words } from './words'

type Hand = {
  /** Where a code is typed, as it is read out: "kioo.example.org/go". */
  goAddress: string
  minutes: number
}

/** What the hand-over to a phone says: only this much of a catalogue travels. */
export function phoneWordsIn({ language, t }: Words, { goAddress, minutes }: Hand): PhoneWords {
  const { title, offer, show, alt, waiting, again, failed } = catalogues[language].phone
  return {
    title,
    offer,
    show,
    alt,
    waiting,
    again,
    failed,
    scan: t('phone.scan', { address: goAddress }),
    valid: t('phone.valid', { minutes }),
  }
}

/** What the camera's page says. */
export function sittingWordsIn(words: Words, hand: Hand): SittingWords {
  const { problem, camera, faces } = catalogues[words.language]
  const { unreachable, tooMany, ended, spoiled, unexpected, unchecked } = problem
  const { submitting, submitFailed, sendAgain, takeAgain, restTitle, rest } = camera
  return {
    capture: captureWordsIn(words),
    send: { unreachable, tooMany, ended, spoiled, unexpected, unchecked, faces },
    phone: phoneWordsIn(words, hand),
    submitting,
    submitFailed,
    sendAgain,
    takeAgain,
    rest: { title: restTitle, text: rest, locale: words.locale },
  }
}
