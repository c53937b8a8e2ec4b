'use client'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { saveFile } from '@/components/links/save-file'
import { Button } from '@/components/ui/button'
import { type AuditFilter, auditSearch } from '@/lib/domain/audit-filter'

/** The lines that are shown, as a file. Fetched by this page, so that it can say when none came. */
export function AuditExport({ filter }: { filter: Pick<AuditFilter, 'action' | 'by' | 'day'> }) {
  const [pending, setPending] = useState(false)
  const [failed, setFailed] = useState(false)
  const download = async () => {
    setPending(true)
    setFailed(false)
    const file = await fetch(`/api/audit-exports${auditSearch(filter)}`, { method: 'POST' })
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
