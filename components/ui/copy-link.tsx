import { Check, Copy } from 'lucide-react'
import { Button } from './button'
import { useCopy } from './use-copy'

/** An address that is handed on by whoever reads it: marked whole by one press, copied by the button. */
export function CopyLink({ url, onCopied }: { url: string; onCopied?: () => void }) {
  const { able, copied, copy } = useCopy(url, onCopied)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p
        onCopy={onCopied}
        className="id min-w-0 flex-1 basis-64 rounded-control border border-line bg-sunken px-3 py-2 text-ink select-all"
      >
        {url}
      </p>
      {able ? (
        <Button variant="primary" onClick={copy}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />} {copied ? 'Copied' : 'Copy the link'}
        </Button>
      ) : null}
      <span role="status" className="sr-only">
        {copied ? 'The link is copied.' : ''}
      </span>
    </div>
  )
}
