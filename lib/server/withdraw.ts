import 'server-only'
import { AUTHENTICATE } from '@/lib/domain/job'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import type { Tx } from './db'
import { handedOver } from './handed-over'
import { tellOperator } from './link-request'
import { ring } from './queue'
import { hashToken } from './secrets'
import { signalJob, signalLink } from './signal'
import { inTransaction } from './transaction'
import { moveVisit } from './visit'

/**
 * Takes a consent back, together with those the person gave on devices from which or to which they went on (handedOver).
 * All frames taken under them are erased, and so are those of jobs that wait to be compared with their selfie. The visits
 * end and the operator is told. Doing it twice is doing it once. Refusals: unknown_receipt.
 */
export async function withdraw(receipt: string): Promise<Outcome> {
  const outcome = await inTransaction((tx) => withdrawIn(tx, receipt))
  if (!outcome.ok) return outcome
  await signalLink(outcome.linkId)
  await Promise.all(outcome.jobIds.map(signalJob))
  return { ok: true }
}

async function withdrawIn(tx: Tx, receipt: string): Promise<Outcome<{ linkId: string; jobIds: string[] }>> {
  const found = await tx.consent.findUnique({
    where: { receiptHash: hashToken(receipt) },
    select: { visitId: true, visit: { select: { linkId: true } } },
  })
  if (!found) return refuse('unknown_receipt', 'This receipt is not known. Check that the whole address was copied.')
  const { linkId } = found.visit
  // The link first, as everywhere (docs/decisions/021): a submit or a handover at the same moment is over or has not begun.
  await tx.$queryRaw`SELECT 1 FROM "Link" WHERE id = ${linkId}::uuid FOR NO KEY UPDATE`
  const { visitIds, last } = await handedOver(tx, found.visitId)
  const withdrawn = await tx.$executeRaw`
    UPDATE "Consent" SET "withdrawnAt" = now() WHERE "visitId" = ANY(${visitIds}::uuid[]) AND "withdrawnAt" IS NULL`
  if (withdrawn === 0) return { ok: true, linkId, jobIds: [] }
  await moveVisit(tx, last, { kind: 'withdrawn', detail: {} })
  // Deleting the row, not only its frames, stops a frame that is being written at this moment.
  await tx.$executeRaw`DELETE FROM "Capture" WHERE "visitId" = ANY(${visitIds}::uuid[]) AND "submittedAt" IS NULL`
  await tx.$executeRaw`
    DELETE FROM "Frame" WHERE "captureId" IN (SELECT id FROM "Capture" WHERE "visitId" = ANY(${visitIds}::uuid[]))`
  // By the capture, so that jobs which were sent again are among them: they have the same pictures.
  const jobs = await tx.job.findMany({
    where: { capture: { visitId: { in: visitIds } } },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  const jobIds = jobs.map(({ id }) => id)
  await tx.jobEvent.createMany({ data: jobIds.map((jobId) => ({ jobId, kind: 'withdrawn' })) })
  await tellOperator(tx, { linkId, visitId: last, kind: 'withdrawn' })
  return { ok: true, linkId, jobIds: [...new Set([...jobIds, ...(await endWaiting(tx, visitIds, jobIds))])] }
}

/**
 * Makes sure that nothing more is sent of these visits' jobs, nor of jobs that are to be compared with their selfie. A job
 * that could still be sent (it waits, is being sent, is in doubt, or may be tried again) loses its pictures; one that
 * waits or is being sent is made due, so that a worker ends it now. Returns their ids.
 */
async function endWaiting(tx: Tx, visitIds: string[], jobIds: string[]): Promise<string[]> {
  const against = { type: AUTHENTICATE, enrollee: { enrolledJob: { capture: { visitId: { in: visitIds } } } } }
  const waiting = await tx.job.findMany({
    where: {
      state: { in: ['queued', 'submitting', 'unknown', 'failed'] },
      resultCode: null,
      OR: [{ id: { in: jobIds } }, against],
    },
    select: { id: true, captureId: true, state: true },
    orderBy: { id: 'asc' },
  })
  await tx.frame.deleteMany({ where: { captureId: { in: waiting.map(({ captureId }) => captureId) } } })
  for (const { id, state } of waiting) if (state === 'queued' || state === 'submitting') await ring(tx, id)
  return waiting.map(({ id }) => id)
}
