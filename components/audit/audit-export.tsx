'use client'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { saveFile } from '@/components/links/save-file'
import { useConfirmed } from '@/components/operators/confirming'
import { Button } from '@/components/ui/button'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'

const lost = refuse('no_answer', 'The file did not arrive. Load the page again, then export once more.')
const refusalSchema = z
  .object({ code: z.string(), message: z.string() })
  .transform(({ code, message }) => refuse(code, message))
  .catch(lost)

async function fetchFile(search: string): Promise<Outcome<{ file: Blob }>> {
  try {
    const response = await fetch(`/api/audit-exports${search}`, { method: 'POST' })
    return response.ok ? { ok: true, file: await response.blob() } : refusalSchema.parse(await response.json())
  } catch {
    return lost
  }
}

/** The lines that are shown, as a file; `search` narrows it. Fetched by this page, so that it can say when none came. */
export function AuditExport({ search }: { search: string }) {
  const confirmed = useConfirmed()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const download = async () => {
    setPending(true)
    setRefusal(null)
    const answer = await confirmed(() => fetchFile(search))
    setPending(false)
    if (answer.ok) saveFile(answer.file, `audit-log-${new Date().toISOString().slice(0, 10)}.csv`)
    else setRefusal(answer)
  }
  return (
    <>
      {refusal ? (
        <span role="alert" className="text-[0.8125rem] font-medium text-bad">
          {refusal.message}
        </span>
      ) : null}
      <Button pending={pending} onClick={() => void download()}>
        <Download aria-hidden /> Export as CSV
      </Button>
    </>
  )
}
