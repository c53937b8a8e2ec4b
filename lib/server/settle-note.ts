import 'server-only'
import { z } from 'zod'
import type { JobEvent } from '@/lib/domain/job-event'
import { type JobNote, jobNotes } from '@/lib/domain/job-notes'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { may, type Staff } from '@/lib/domain/permissions'
import { readJobEvent } from '@/lib/domain/read-job-event'
import { waitsOf } from '@/lib/domain/waits'
import type { Tx } from './db'
import type { Prisma } from './generated/prisma/client'
import { newId } from './new-id'
import { signalJob } from './signal'
import { inTransaction } from './transaction'

/**
 * Writes into a job's history that somebody has looked at a note: at what a callback reported beside the verdict, or at
 * results that disagree. That settles every note of the kind up to now, and once no other waits, the job needs nobody any
 * more. `id`: any of the note's ids. Pressed twice it is written once.
 * Refusals: note_not_found, note_under_way.
 */
export async function settleNote(actor: Staff, jobId: string, id: string): Promise<Outcome> {
  if (!z.uuid().safeParse(jobId).success) return notFound
  const outcome = await inTransaction((tx) => settleIn(tx, actor, jobId, id))
  if (outcome.ok) void signalJob(jobId)
  return outcome
}

async function settleIn(tx: Tx, actor: Staff, jobId: string, id: string): Promise<Outcome> {
  // Locked: the worker may be keeping another report just now, and two people may press at once.
  await tx.$queryRaw`SELECT 1 FROM "Job" WHERE id = ${jobId}::uuid FOR NO KEY UPDATE`
  const job = await tx.job.findUnique({ where: { id: jobId }, select: notedJob })
  if (!job || !may(actor, 'reports.settle', job.createdById)) return notFound
  const events = job.events.flatMap((row) => readJobEvent({ ...row, by: null }) ?? [])
  if (events.some((event) => settledBy(event) === id)) return { ok: true }
  const waiting = waitsOf(job)
  const note = jobNotes(events).find(({ kind, ids }) => waiting.includes(kind) && ids.includes(id))
  if (!note) return notFound
  // The worker has not judged this report yet, and will mark the job when it does: settled now, it would wait once more.
  const report = note.kind === 'report' && (await tx.callback.findUnique({ where: { id }, select: { state: true } }))
  if (report && report.state === 'authentic') return underWay
  const settling = settlingOf(note, id)
  const { kind, detail } = settling
  await tx.jobEvent.create({ data: { id: settling.id, jobId, kind, operatorId: actor.id, detail } })
  const rest = jobNotes([settling, ...events])
  const waits = (kind: JobNote['kind']) => waiting.includes(kind) && rest.some((one) => one.kind === kind)
  await tx.job.update({
    where: { id: jobId },
    data: { reportWaits: waits('report'), conflictWaits: waits('conflict') },
  })
  return { ok: true }
}

function settledBy(event: JobEvent): string | null {
  if (event.kind === 'report_settled') return event.detail.callbackId
  return event.kind === 'conflict_settled' ? event.detail.eventId : null
}

/** The line of history that says that somebody has looked. */
function settlingOf({ kind, code }: JobNote, id: string): Extract<JobEvent, { kind: `${JobNote['kind']}_settled` }> {
  const line = { id: newId(), at: new Date(), by: null }
  if (kind === 'conflict') return { ...line, kind: 'conflict_settled', detail: { eventId: id } }
  return { ...line, kind: 'report_settled', detail: { callbackId: id, code: code ?? '' } }
}

const notFound = refuse('note_not_found', 'This is not here any more, or not yours to settle. Load the page again.')

const underWay = refuse(
  'note_under_way',
  'Smile ID is being asked about this job just now. Press it once more in a moment.',
)

const notedJob = {
  createdById: true,
  reportWaits: true,
  conflictWaits: true,
  events: {
    where: { kind: { in: ['callback', 'report_settled', 'contradiction', 'verdict', 'conflict_settled'] } },
    select: { id: true, at: true, kind: true, detail: true },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  },
} satisfies Prisma.JobSelect
