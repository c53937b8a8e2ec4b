'use client'
import { CameraOff } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import type { CameraProblem } from '@/lib/domain/camera-problem'
import { useManner } from './capture-manner'
import { Details } from './details'
import { recipeFor } from './recipe'

/** The camera cannot be used: why, and what to do about it. */
export function CameraHelp({ problem, onRetry }: { problem: CameraProblem; onRetry: () => void }) {
  const { words, large, isDesk, heading: Heading } = useManner()
  const { title, text } = words.problems[problem]
  const size = large ? 'large' : 'normal'
  const wide = large ? 'w-full' : ''
  // A person's page has one left edge, its title's; the desk's card has its words in its middle.
  const place = isDesk ? 'justify-items-center text-center' : 'text-start'
  const edge = isDesk ? 'mx-auto max-w-[44ch]' : ''
  const recipe = recipeFor(problem, { userAgent: navigator.userAgent, touchPoints: navigator.maxTouchPoints })
  // Below, the page offers the way on by phone: that is then what helps.
  const elsewhere = !isDesk && problem === 'missing'
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className={`grid gap-4 ${place} ${large ? 'py-4' : 'px-5 py-10'}`}>
      {/* Without the details: an alert is read out as a whole whenever anything in it changes. */}
      <div role="alert" className={`grid w-full gap-4 ${place}`}>
        <CameraOff aria-hidden className="size-10 stroke-[1.25] text-ink-3" />
        <div>
          <Heading ref={heading} tabIndex={-1} className={`${isDesk ? 'text-base' : 'text-lg'} outline-none`}>
            {title}
          </Heading>
          <p className={`mt-1 text-ink-2 ${edge}`}>{text}</p>
        </div>
        {recipe ? (
          <ol className={`list-decimal space-y-1 ps-5 text-start text-ink-2 ${edge}`}>
            {words.unblock[recipe].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        ) : null}
        {problem === 'policy' ? (
          <Button variant="primary" size={size} className={wide} onClick={() => window.location.reload()}>
            {words.loadAgain}
          </Button>
        ) : (
          <Button variant={elsewhere ? 'secondary' : 'primary'} size={size} className={wide} onClick={onRetry}>
            {words.tryAgain}
          </Button>
        )}
      </div>
      <Details />
    </div>
  )
}
