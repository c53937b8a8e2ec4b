'use client'
import { Download, Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { fetchFile } from '@/components/ui/fetch-file'
import { leaveFocus } from '@/components/ui/leave-focus'
import { RefusalNote } from '@/components/ui/refusal-note'
import { useRefresh } from '@/components/ui/use-refresh'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import { signedOut } from '@/lib/domain/signed-out'
import { type ImportProgress, makeAll } from './import-loop'
import { saveFile } from './save-file'

type ImportRunProps = {
  importId: string
  progress: ImportProgress
  /** Makes the next few links; safe to call again after whatever happened. */
  makeNext: (input: { importId: string }) => Promise<Outcome<ImportProgress>>
}

/** Makes the links some at a time, so that leaving, a crash or a lost connection costs nothing. */
export function ImportRun({ importId, progress, makeNext }: ImportRunProps) {
  const [refresh] = useRefresh()
  const busy = useRef(false)
  const [now, setNow] = useState(progress)
  const [running, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const left = useRef(false)
  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
    }
  }, [])

  const run = async () => {
    if (busy.current) return
    busy.current = true
    setRunning(true)
    setRefusal(null)
    const why = await makeAll({
      from: now,
      makeNext: () => makeNext({ importId }),
      show: setNow,
      isLeft: () => left.current,
    })
    busy.current = false
    if (left.current) return
    setRefusal(why)
    setRunning(false)
    if (!isSignedOut(why)) refresh()
  }

  const begun = now.made > 0
  return (
    <div className="grid gap-3">
      <RefusalNote refusal={refusal} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button ref={leaveFocus} variant="primary" pending={running} onClick={() => void run()}>
          <Play aria-hidden /> {begun ? 'Continue' : `Make ${now.wanted} ${now.wanted === 1 ? 'link' : 'links'}`}
        </Button>
        {begun || running ? (
          <div className="flex min-w-48 flex-1 items-center gap-3">
            <progress
              aria-label="Links made"
              max={now.wanted}
              value={now.made}
              className="h-2 w-full overflow-hidden rounded-full"
            />
            <span role="status" className="num shrink-0 text-[0.8125rem] text-ink-2">
              {now.made} of {now.wanted}
            </span>
          </div>
        ) : null}
      </div>
    </div>
  )
}

const lost = refuse('no_answer', 'The file did not arrive. Try again.')

/** Drawn anew, this page would be the sign-in page, and the way back in to it would go unseen. */
const isSignedOut = (refusal: Refusal | null) => refusal?.code === signedOut.code

/** The one download. Fetched by this page, so that it knows when the file has arrived. */
export function ImportDownload({ importId, again }: { importId: string; again: boolean }) {
  const [refresh] = useRefresh()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const download = async () => {
    setPending(true)
    const answer = await fetchFile(`/api/link-imports/${importId}/links`, { lost })
    const why = answer.ok ? null : answer
    setPending(false)
    setRefusal(why)
    if (answer.ok) saveFile(answer.file, `links-${new Date().toISOString().slice(0, 10)}.csv`)
    if (!isSignedOut(why)) refresh()
  }
  return (
    <div className="grid justify-items-start gap-3">
      <RefusalNote refusal={refusal} />
      <Button variant={again ? 'secondary' : 'primary'} pending={pending} onClick={() => void download()}>
        <Download aria-hidden /> {again ? 'Download once more' : 'Download the links'}
      </Button>
    </div>
  )
}
