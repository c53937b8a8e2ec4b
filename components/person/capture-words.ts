import 'server-only'
import type { CaptureWords } from '@/components/capture/capture-manner'
import { framePositions } from '@/lib/domain/frame'
import { catalogues, type Words } from './words'

const total = framePositions.length
const steps = ({ 1: first, 2: second, 3: third }: Record<'1' | '2' | '3', string>) => [first, second, third]

/** What a capture says, in the page's language: text without placeholders as it stands, numbers filled in. */
export function captureWordsIn({ language, locale, t }: Words): CaptureWords {
  const { problems, unblock, tryAgain, loadAgain, hints, primer, live, guidance, picker, review, spoken } =
    catalogues[language].capture
  const number = new Intl.NumberFormat(locale)
  return {
    problems,
    unblock: {
      ios_safari: steps(unblock.ios_safari),
      ios_other: steps(unblock.ios_other),
      android: steps(unblock.android),
      firefox: steps(unblock.firefox),
      safari: steps(unblock.safari),
      chromium: steps(unblock.chromium),
    },
    tryAgain,
    loadAgain,
    hints,
    primer: { ...primer, tips: [primer.light, primer.alone, primer.free] },
    live: { ...live, counts: [1, 2, 3].map((count) => number.format(count)) },
    guidance,
    picker,
    review: {
      ...review,
      sending: framePositions.map((position) => t('capture.review.sending', { sent: position + 1, total })),
      arrived: t('capture.review.arrived', { total }),
    },
    spoken,
  }
}
