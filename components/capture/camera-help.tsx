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
  const { words, large, heading: Heading } = useManner()
  const { title, text } = words.problems[problem]
  const size = large ? 'large' : 'normal'
  const wide = large ? 'w-full' : ''
  const recipe = recipeFor(problem, { userAgent: navigator.userAgent, touchPoints: navigator.maxTouchPoints })
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div role="alert" className={`grid justify-items-center gap-4 text-center ${large ? 'py-4' : 'px-5 py-10'}`}>
      <CameraOff aria-hidden className="size-10 stroke-[1.25] text-ink-3" />
      <div>
        <Heading ref={heading} tabIndex={-1} className="text-base outline-none">
          {title}
        </Heading>
        <p className="mx-auto mt-1 max-w-[44ch] text-ink-2">{text}</p>
      </div>
      {recipe ? (
        <ol className="max-w-[44ch] list-decimal space-y-1 ps-5 text-start text-ink-2">
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
        <Button variant="primary" size={size} className={wide} onClick={onRetry}>
          {words.tryAgain}
        </Button>
      )}
      <Details />
    </div>
  )
}
