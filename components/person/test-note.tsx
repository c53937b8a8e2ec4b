import type { ReactNode } from 'react'

/** Shown where a link belongs to the provider's test environment, so that nobody takes its promises seriously. */
export function TestNote({ children }: { children: ReactNode }) {
  return <p className="rounded-card border border-line bg-wait-soft px-4 py-2 text-sm">{children}</p>
}
