'use client'
import { Camera } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useManner } from './capture-manner'

/** Where there is no room for all, the button comes before the words. A person's phone has room for both, held upright. */
const BUTTON_FIRST = {
  desk: { top: 'low:contents', title: 'low:-order-2', button: 'low:-order-1' },
  person: { top: 'short:contents', title: 'short:-order-2', button: 'short:-order-1' },
}

/** What will happen and why, before the browser asks. */
export function Primer({ onStart }: { onStart: () => void }) {
  const { words, large, isDesk, heading: Heading } = useManner()
  const first = BUTTON_FIRST[isDesk ? 'desk' : 'person']
  const { title, text, tips, start, asks } = words.primer
  // A person's page has one left edge, its title's; the desk's card has its words in its middle.
  const edge = isDesk ? 'max-w-[44ch]' : 'w-full text-start'
  return (
    <div
      className={`grid justify-items-center text-center ${large ? 'gap-5' : 'gap-4 px-5 not-low:py-5 desk:gap-5 not-low:desk:py-8 low:gap-3'}`}
    >
      <svg
        aria-hidden
        viewBox="0 0 120 150"
        className={`text-line-strong ${large ? 'h-36 low:hidden' : 'hidden h-36 not-low:desk:block'}`}
        fill="none"
        stroke="currentColor"
      >
        <ellipse cx="60" cy="75" rx="50" ry="66" strokeWidth="2.5" strokeDasharray="5 6" />
        <g className="text-ink-3" strokeWidth="2.5" strokeLinecap="round">
          <path d="M40 66v5M80 66v5M60 72v14h-5M44 104q16 11 32 0" />
        </g>
      </svg>
      <div className={`${edge} ${first.top}`}>
        <Heading className={`${edge} ${large ? 'text-lg' : 'text-base'} ${first.title}`}>{title}</Heading>
        <p className={`mt-1 text-ink-2 ${edge}`}>{text}</p>
      </div>
      <ul className={`grid list-disc gap-1 ps-5 text-start text-ink-2 marker:text-ink-3 ${isDesk ? '' : 'w-full'}`}>
        {tips.map((tip) => (
          <li key={tip}>{tip}</li>
        ))}
      </ul>
      <Button
        variant="primary"
        size={large ? 'large' : 'normal'}
        className={`${large ? 'w-full' : ''} ${first.button}`}
        onClick={onStart}
      >
        <Camera aria-hidden /> {start}
      </Button>
      <p className="text-[0.8125rem] text-ink-3">{asks}</p>
    </div>
  )
}
