'use client'
import { Download } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { saveFile } from '@/components/links/save-file'
import { useConfirmed } from '@/components/operators/confirming'
import { Button } from '@/components/ui/button'
import { fetchFile } from '@/components/ui/fetch-file'
import { PageHead } from '@/components/ui/page-head'
import { RefusalNote } from '@/components/ui/refusal-note'
import { type Refusal, refuse } from '@/lib/domain/outcome'

const lost = refuse('no_answer', 'The file did not arrive. Load the page again, then export once more.')

/**
 * The top of the audit log, where the lines that are shown are taken away as a file; `search` narrows it. Fetched by this
 * page, so that it can say when none came.
 */
export function AuditHead({ search }: { search: string }) {
  const confirmed = useConfirmed()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const download = async () => {
    setPending(true)
    setRefusal(null)
    const answer = await confirmed(() => fetchFile(`/api/audit-exports${search}`, { lost }))
    setPending(false)
    if (answer.ok) saveFile(answer.file, `audit-log-${new Date().toISOString().slice(0, 10)}.csv`)
    else setRefusal(answer)
  }
  return (
    <>
      <PageHead
        above={<Link href="/settings">Settings</Link>}
        title="Audit log"
        below="Who did what, and when. Reading and exporting it is recorded here too."
        actions={
          <Button pending={pending} onClick={() => void download()}>
            <Download aria-hidden /> Export as CSV
          </Button>
        }
      />
      <RefusalNote refusal={refusal} className="mb-5" />
    </>
  )
}
