import 'server-only'
import type { CaptureWords } from '@/components/capture/capture-manner'
import { framePositions } from '@/lib/domain/frame'
import { catalogues, type Words } from './words'

const total = framePositions.length
const steps = ({ 1: first, 2: second, 3: third }: Record<'1' | '2' | '3', string>) => [first, second, third]

/** What a capture says, in the page's language: text without placeholders as it stands, numbers filled in. */
export function captureWordsIn({ language, locale, t }: Words): CaptureWords {
  const { problems, unblock, details, tryAgain, loadAgain, hints, primer, live, guidance, picker, review, spoken } =
    catalogues[language].capture
  const number = new Intl.NumberFormat(locale)
  return {
    problems,
    unblock: {
      ios_safari: steps(unblock.ios_safari),
      ios_chrome: steps(unblock.ios_chrome),
      android_chrome: steps(unblock.android_chrome),
      samsung: steps(unblock.samsung),
      firefox_android: steps(unblock.firefox_android),
      firefox_desktop: steps(unblock.firefox_desktop),
      chrome_desktop: steps(unblock.chrome_desktop),
      edge_desktop: steps(unblock.edge_desktop),
      safari_macos: steps(unblock.safari_macos),
      in_app: steps(unblock.in_app),
      system_ios: steps(unblock.system_ios),
      system_android: steps(unblock.system_android),
      system_macos: steps(unblock.system_macos),
      system_windows: steps(unblock.system_windows),
      system_other: steps(unblock.system_other),
    },
    details,
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
    // A person's page shows names only: phones cannot run several cameras at once.
    cards: null,
    keys: '',
    spoken,
  }
}
