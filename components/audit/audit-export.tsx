'use client'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { saveFile } from '@/components/links/save-file'
import { Button } from '@/components/ui/button'

/** The lines that are shown, as a file; `search` narrows it. Fetched by this page, so that it can say when none came. */
export function AuditExport({ search }: { search: string }) {
  const [pending, setPending] = useState(false)
  const [failed, setFailed] = useState(false)
  const download = async () => {
    setPending(true)
    setFailed(false)
    const file = await fetch(`/api/audit-exports${search}`, { method: 'POST' })
      .then((response) => (response.ok ? response.blob() : null))
      .catch(() => null)
    setPending(false)
    setFailed(!file)
    if (file) saveFile(file, `audit-log-${new Date().toISOString().slice(0, 10)}.csv`)
  }
  return (
    <>
      {failed ? (
        <span role="alert" className="text-[0.8125rem] font-medium text-bad">
          The file did not arrive. Load the page again, then export once more.
        </span>
      ) : null}
      <Button pending={pending} onClick={() => void download()}>
        <Download aria-hidden /> Export as CSV
      </Button>
    </>
  )
}
