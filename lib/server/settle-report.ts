import 'server-only'
import { z } from 'zod'
import type { JobEventDetail } from '@/lib/domain/job-event'
import { jobFacts } from '@/lib/domain/job-facts'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { may } from '@/lib/domain/permissions'
import { readJobEvent } from '@/lib/domain/read-job-event'
import type { Tx } from './db'
import type { Prisma } from './generated/prisma/client'
import type { Reader } from './jobs'
import { signalJob } from './signal'
import { inTransaction } from './transaction'

/**
 * Writes into a job's history that somebody has looked at what a callback reported beside the verdict, with all of its
 * kind until then. The job needs a person no more once nothing else that was reported waits. Pressed twice it is
 * written once.
 * Refusals: report_not_found, report_under_way.
 */
export async function settleReport(actor: Reader, jobId: string, callbackId: string): Promise<Outcome> {
  if (!z.uuid().safeParse(jobId).success) return notFound
  const outcome = await inTransaction((tx) => settleIn(tx, actor, jobId, callbackId))
  if (outcome.ok) void signalJob(jobId)
  return outcome
}

async function settleIn(tx: Tx, actor: Reader, jobId: string, callbackId: string): Promise<Outcome> {
  // Locked: the worker may be keeping another report just now, and two people may press at once.
  await tx.$queryRaw`SELECT 1 FROM "Job" WHERE id = ${jobId}::uuid FOR NO KEY UPDATE`
  const job = await tx.job.findUnique({ where: { id: jobId }, select: reportedJob })
  if (!job || !may(actor, 'reports.settle', job.createdById)) return notFound
  const events = job.events.flatMap((row) => readJobEvent({ ...row, by: null }) ?? [])
  if (events.some((event) => event.kind === 'report_settled' && event.detail.callbackId === callbackId))
    return { ok: true }
  const waiting = job.reportWaits ? jobFacts(events) : []
  const fact = waiting.find((one) => one.callbackId === callbackId)
  if (!fact) return notFound
  // The worker marks the job when it has held the report against the status; what was settled before would wait again.
  const report = await tx.callback.findUnique({ where: { id: callbackId }, select: { state: true } })
  if (report?.state === 'authentic') return underWay
  const detail: JobEventDetail['report_settled'] = { callbackId, code: fact.code }
  await tx.jobEvent.create({ data: { jobId, kind: 'report_settled', operatorId: actor.id, detail } })
  if (waiting.length === 1) await tx.job.update({ where: { id: jobId }, data: { reportWaits: false } })
  return { ok: true }
}

const notFound = refuse(
  'report_not_found',
  'This report is not here any more, or not yours to settle. Load the page again.',
)

const underWay = refuse(
  'report_under_way',
  'Smile ID is being asked about this job just now. Press it once more in a moment.',
)

const reportedJob = {
  createdById: true,
  reportWaits: true,
  events: {
    where: { kind: { in: ['callback', 'report_settled'] } },
    select: { id: true, at: true, kind: true, detail: true },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  },
} satisfies Prisma.JobSelect
