'use client'
import { Camera } from 'lucide-react'
import { Button } from '@/components/ui/button'

/** What will happen and why, before the browser asks. */
export function Primer({ onStart }: { onStart: () => void }) {
  return (
    <div className="grid justify-items-center gap-5 px-5 py-8 text-center">
      <svg aria-hidden viewBox="0 0 120 150" className="h-36 text-line-strong" fill="none" stroke="currentColor">
        <ellipse cx="60" cy="75" rx="50" ry="66" strokeWidth="2.5" strokeDasharray="5 6" />
        <g className="text-ink-3" strokeWidth="2.5" strokeLinecap="round">
          <path d="M40 66v5M80 66v5M60 72v14h-5M44 104q16 11 32 0" />
        </g>
      </svg>
      <div className="max-w-[44ch]">
        <h3 className="text-base">One look into the camera</h3>
        <p className="mt-1 text-ink-2">
          The camera takes eight pictures in three seconds: one selfie, and seven that show a living person sat here.
          They stay on this device until you have looked at them.
        </p>
      </div>
      <ul className="grid gap-1 text-left text-ink-2">
        <li>Face the light, with nothing bright behind.</li>
        <li>Only one person in the picture, eyes open.</li>
        <li>Take off hats and sunglasses.</li>
      </ul>
      <Button variant="primary" onClick={onStart}>
        <Camera aria-hidden /> Start the camera
      </Button>
      <p className="text-[0.8125rem] text-ink-3">The browser will ask whether this page may use it.</p>
    </div>
  )
}
