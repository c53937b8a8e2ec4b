import { useEffect, useState, useSyncExternalStore } from 'react'

const COPIED_FOR_MS = 2_000

const never = () => () => {}

type Copying = {
  /** False without https: there is no clipboard at all, and a button would do nothing. */
  able: boolean
  /** For a moment after it was copied. */
  copied: boolean
  copy: () => void
}

/** Copies a text, where the browser lets a page do so. */
export function useCopy(text: string, onCopied?: () => void): Copying {
  const able = useSyncExternalStore(
    never,
    () => 'clipboard' in navigator,
    () => true,
  )
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), COPIED_FOR_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true)
        onCopied?.()
      },
      () => setCopied(false),
    )
  }
  return { able, copied, copy }
}
