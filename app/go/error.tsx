'use client'
import { Broken } from '@/components/person/broken'

export default function BrokenPage({ reset }: { error: Error; reset: () => void }) {
  return <Broken onAgain={reset} />
}
