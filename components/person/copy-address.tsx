'use client'
import { Check, Copy } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useCopy } from '@/components/ui/use-copy'

/** The address itself, to be marked by hand, and a button that copies it where a browser lets it. */
export function CopyAddress({ address, copy, copied }: { address: string; copy: string; copied: string }) {
  const clipboard = useCopy(address)
  return (
    <div className="grid gap-2">
      <p dir="ltr" className="rounded-control bg-sunken px-3 py-2 font-mono text-sm break-all select-all">
        {address}
      </p>
      {clipboard.able ? (
        <Button size="large" className="print:hidden" onClick={clipboard.copy}>
          {clipboard.copied ? <Check aria-hidden /> : <Copy aria-hidden />} {copy}
        </Button>
      ) : null}
      <p role="status" className="text-sm text-ink-2 empty:hidden">
        {clipboard.copied ? copied : ''}
      </p>
    </div>
  )
}
