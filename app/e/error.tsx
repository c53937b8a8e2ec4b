'use client'
import { Broken } from '@/components/person/broken'

export default function BrokenPage({ retry }: { error: Error; retry: () => void }) {
  return <Broken onAgain={retry} />
}
