'use client'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'

const COPIED_FOR_MS = 2_000

/** A value people paste elsewhere, with a button that copies it and says so. */
export function CopyText({ text, what, className = '' }: { text: string; what: string; className?: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), COPIED_FOR_MS)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <span className={`inline-flex max-w-full items-center gap-1 ${className}`}>
      <span className="id min-w-0">{text}</span>
      <button
        type="button"
        onClick={() =>
          navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
        aria-label={`Copy ${what}`}
        className="relative grid size-6 shrink-0 place-items-center rounded-md text-ink-3 after:absolute after:-inset-2.5 hover:bg-sunken hover:text-ink"
      >
        {copied ? <Check aria-hidden className="size-3.5 text-ok" /> : <Copy aria-hidden className="size-3.5" />}
      </button>
      <span role="status" className="sr-only">
        {copied ? 'Copied.' : ''}
      </span>
    </span>
  )
}
