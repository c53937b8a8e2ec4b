import { TriangleAlert } from 'lucide-react'
import { needsNobody, type Withdrawal } from '@/lib/domain/consent-withdrawn'
import type { JobStory } from '@/lib/domain/job-story'
import { type Waiting, waitHint, waitsOf } from '@/lib/domain/waits'

type RowNotesProps = {
  job: Waiting & Withdrawal
  /** What stands beside the job's story. */
  beside: readonly JobStory[]
}

/** Beside a job in a list: what else of it somebody has to know or look at. */
export function RowNotes({ job, beside }: RowNotesProps) {
  const waiting = needsNobody(job) ? [] : waitsOf(job)
  const notes = [...beside.map(({ headline }) => headline), ...waiting.map((wait) => waitHint[wait])]
  return notes.map((note) => (
    <p key={note} className="flex items-start gap-1.5 text-[0.8125rem] text-warn">
      <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      {note}
    </p>
  ))
}
