'use client'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Textarea } from '@/components/ui/input'
import { leaveFocus } from '@/components/ui/leave-focus'
import { useCopy } from '@/components/ui/use-copy'
import { type CaptureDetails, detailLines } from '@/lib/domain/capture-details'
import { useManner } from './capture-manner'
import { noteDevice } from './device-facts'
import { journal } from './journal'

/** What helps those who help: read it, copy it, send it. Nothing leaves before the button is pressed. */
export function Details() {
  const { words, large, onDetails } = useManner()
  const { details } = words
  const [read, setRead] = useState<CaptureDetails | null>(null)
  const [state, setState] = useState<'idle' | 'sending' | 'sent' | 'failed'>('idle')
  const text = read ? detailLines(read).join('\n') : ''
  const { able, copied, copy } = useCopy(text)
  const size = large ? 'large' : 'normal'
  const send = async () => {
    if (!read || !onDetails) return
    setState('sending')
    setState((await onDetails(read)) ? 'sent' : 'failed')
  }
  const open = () => {
    noteDevice()
    setRead(journal.read())
  }
  return (
    <details
      className={`group w-full rounded-control border border-line text-start ${large ? '' : 'max-w-[44ch]'}`}
      onToggle={(event) => (event.currentTarget.open ? open() : undefined)}
    >
      <summary className="flex min-h-11 list-none items-center justify-between gap-3 px-4 text-[0.8125rem] text-ink-2 [&::-webkit-details-marker]:hidden">
        {details.title}
        <ChevronDown aria-hidden className="size-4 shrink-0 transition-transform group-open:rotate-180" />
      </summary>
      <div className="grid gap-3 border-t border-line px-4 py-3.5">
        <p className="text-[0.8125rem] text-ink-2">{details.text}</p>
        <Textarea
          readOnly
          dir="ltr"
          rows={8}
          aria-label={details.title}
          value={text}
          className="font-mono text-xs leading-relaxed"
        />
        <div className={large ? 'grid gap-3' : 'flex flex-wrap gap-2'}>
          {able ? (
            <Button size={size} onClick={copy}>
              {copied ? details.copied : details.copy}
            </Button>
          ) : null}
          {onDetails && state !== 'sent' ? (
            <Button ref={leaveFocus} size={size} pending={state === 'sending'} onClick={() => void send()}>
              {details.send}
            </Button>
          ) : null}
        </div>
        <p role="status" className="text-[0.8125rem] font-medium empty:hidden">
          {state === 'sent' ? details.sent : state === 'failed' ? details.failed : ''}
        </p>
      </div>
    </details>
  )
}
