'use client'
import { useEffect } from 'react'

/** Leaves for a page by loading it whole: the page may need another Permissions-Policy than this document has. */
export function Onward({ to }: { to: string }) {
  useEffect(() => window.location.replace(to), [to])
  return (
    <p className="text-ink-2">
      You are signed in.{' '}
      <a href={to} className="link">
        Go on
      </a>
    </p>
  )
}
