'use client'
import { Check, Copy } from 'lucide-react'
import { useCopy } from './use-copy'

type CopyTextProps = {
  text: string
  what: string
  /** On phones so many characters of its end are shown; what is copied is the whole. */
  tail?: number
  className?: string
}

/** A value people paste elsewhere, with a button that copies it and says so. */
export function CopyText({ text, what, tail, className = '' }: CopyTextProps) {
  const { able, copied, copy } = useCopy(text)
  return (
    <span className={`inline-flex max-w-full items-center gap-1 ${className}`}>
      <span className={`id min-w-0 ${tail ? 'max-sm:hidden' : ''}`}>{text}</span>
      {tail ? <span className="id sm:hidden">…{text.slice(-tail)}</span> : null}
      {able ? (
        <button
          type="button"
          onClick={copy}
          aria-label={`Copy ${what}`}
          className="relative grid size-6 shrink-0 place-items-center rounded-md text-ink-3 after:absolute after:-inset-2.5 hover:bg-sunken hover:text-ink"
        >
          {copied ? <Check aria-hidden className="size-3.5 text-ok" /> : <Copy aria-hidden className="size-3.5" />}
        </button>
      ) : null}
      <span role="status" className="sr-only">
        {copied ? 'Copied.' : ''}
      </span>
    </span>
  )
}
