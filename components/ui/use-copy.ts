'use client'
import { useEffect, useState } from 'react'

const COPIED_FOR_MS = 2_000

/** Copies a text; `copied` is true for a moment afterwards. A browser that refuses says so by staying false. */
export function useCopy(text: string, onCopied?: () => void): { copied: boolean; copy: () => void } {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), COPIED_FOR_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => {
    // Without https there is no clipboard at all.
    navigator.clipboard?.writeText(text).then(
      () => {
        setCopied(true)
        onCopied?.()
      },
      () => setCopied(false),
    )
  }
  return { copied, copy }
}
