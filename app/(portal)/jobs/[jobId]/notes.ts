import { needsNobody } from '@/lib/domain/consent-withdrawn'
import { isErased } from '@/lib/domain/erased'
import { type JobNote, jobNotes, noteAfterWithdrawal } from '@/lib/domain/job-notes'
import type { Staff } from '@/lib/domain/permissions'
import type { JobView } from '@/lib/server/job'
import { readSuspects, type Suspects } from '@/lib/server/suspects'

/** What of a job still waits for somebody to look at it, each with whom it suspects, as this reader may see them. */
export async function readNotes(
  reader: Staff,
  job: JobView,
  callbacks: readonly { id: string; raw: string | null }[],
): Promise<(JobNote & { suspects: Suspects })[]> {
  if (isErased(job.person.userId)) return []
  // What is kept of a report is for whoever may read the report.
  const bodies = new Map(callbacks.map(({ id, raw }) => [id, raw ?? '']))
  const kept = new Map(
    job.events.flatMap(({ kind, detail }) => (kind === 'callback' ? [[detail.callbackId, detail.kept]] : [])),
  )
  const isOver = needsNobody(job)
  return Promise.all(
    jobNotes(job.events).map(async (note) => {
      const reports = (note.kind === 'report' ? note.callbackIds : []).flatMap((id) => {
        const body = bodies.get(id)
        return body === undefined ? [] : [{ body, kept: kept.get(id) }]
      })
      const suspects = await readSuspects(reader, job.environment, reports)
      return { ...(isOver ? noteAfterWithdrawal(note) : note), suspects }
    }),
  )
}
