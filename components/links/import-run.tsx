'use client'
import { Download, Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { leaveFocus } from '@/components/ui/leave-focus'
import { useRefresh } from '@/components/ui/use-refresh'
import type { Outcome } from '@/lib/domain/outcome'
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
  const [problem, setProblem] = useState<string | null>(null)
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
    setProblem(null)
    const why = await makeAll({
      from: now,
      makeNext: () => makeNext({ importId }),
      show: setNow,
      isLeft: () => left.current,
    })
    busy.current = false
    if (left.current) return
    setProblem(why)
    setRunning(false)
    refresh()
  }

  const begun = now.made > 0
  return (
    <div className="grid gap-3">
      {problem ? <Callout tone="bad" role="alert" title={problem} /> : null}
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

/** The one download. Fetched by this page, so that it knows when the file has arrived. */
export function ImportDownload({ importId, again }: { importId: string; again: boolean }) {
  const [refresh] = useRefresh()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const download = async () => {
    setPending(true)
    const file = await fetch(`/api/link-imports/${importId}/links`, { method: 'POST' })
      .then((response) => (response.ok ? response.blob() : null))
      .catch(() => null)
    setPending(false)
    setProblem(file ? null : 'The file did not arrive. Try again.')
    if (file) saveFile(file, `links-${new Date().toISOString().slice(0, 10)}.csv`)
    refresh()
  }
  return (
    <div className="grid justify-items-start gap-3">
      {problem ? <Callout tone="bad" role="alert" title={problem} /> : null}
      <Button variant={again ? 'secondary' : 'primary'} pending={pending} onClick={() => void download()}>
        <Download aria-hidden /> {again ? 'Download once more' : 'Download the links'}
      </Button>
    </div>
  )
}
