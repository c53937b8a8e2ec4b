'use client'
import { Broken } from '@/components/person/broken'
import { useWayBack } from '@/components/ui/use-way-back'

export default function BrokenPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  useWayBack(error, retry)
  return <Broken onAgain={retry} />
}
