import type { ReactNode } from 'react'

/** Said where a link belongs to the provider's test environment: what its pages promise is not meant in earnest. */
export function TestNote({ children }: { children: ReactNode }) {
  return <p className="rounded-card border border-line bg-wait-soft px-4 py-2 text-sm">{children}</p>
}
