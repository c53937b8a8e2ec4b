'use client'
import { CameraOff } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import type { CameraProblem } from './camera-problem'
import { unblockSteps } from './camera-words'
import { useManner } from './capture-manner'

/** The camera cannot be used: why, and what to do about it. */
export function CameraHelp({ problem, onRetry }: { problem: CameraProblem; onRetry: () => void }) {
  const { words, large, heading: Heading } = useManner()
  const { title, text } = words.problems[problem]
  const size = large ? 'large' : 'normal'
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div role="alert" className="grid justify-items-center gap-4 px-5 py-10 text-center">
      <CameraOff aria-hidden className="size-10 stroke-[1.25] text-ink-3" />
      <div>
        <Heading ref={heading} tabIndex={-1} className="text-base outline-none">
          {title}
        </Heading>
        <p className="mx-auto mt-1 max-w-[44ch] text-ink-2">{text}</p>
      </div>
      {problem === 'denied' ? (
        <ol className="max-w-[44ch] list-decimal space-y-1 ps-5 text-start text-ink-2">
          {unblockSteps(navigator.userAgent, navigator.maxTouchPoints, words.unblock).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : null}
      {problem === 'policy' ? (
        <Button variant="primary" size={size} onClick={() => window.location.reload()}>
          {words.loadAgain}
        </Button>
      ) : (
        <Button variant="primary" size={size} onClick={onRetry}>
          {words.tryAgain}
        </Button>
      )}
    </div>
  )
}
