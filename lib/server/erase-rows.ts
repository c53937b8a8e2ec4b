import 'server-only'
import type { Tx } from './db'
import { type Named, reportsNaming } from './stray-callbacks'
import { keepSuspects } from './suspects'

/**
 * Destroys the sealed frames of these jobs and visits, with what was read in them. A sitting that was never sent goes
 * whole, so that a frame on its way finds nowhere to go. Gives how many frames went.
 */
export async function erasePictures(tx: Tx, jobIds: string[], visitIds: string[]): Promise<number> {
  const unsent = await tx.$queryRaw<{ count: number }[]>`
    WITH gone AS (
      DELETE FROM "Capture" WHERE "visitId" = ANY(${visitIds}::uuid[]) AND "submittedAt" IS NULL RETURNING id
    ) SELECT count(*)::int AS count FROM "Frame" WHERE "captureId" IN (SELECT id FROM gone)`
  const captures = await tx.$queryRaw<{ id: string }[]>`
    SELECT "captureId" AS id FROM "Job" WHERE id = ANY(${jobIds}::uuid[])
     UNION
    SELECT id FROM "Capture" WHERE "visitId" = ANY(${visitIds}::uuid[])`
  const ids = captures.map(({ id }) => id)
  const sent = await tx.$executeRaw`DELETE FROM "Frame" WHERE "captureId" = ANY(${ids}::uuid[])`
  await tx.$executeRaw`UPDATE "Capture" SET guidance = NULL, gate = NULL WHERE id = ANY(${ids}::uuid[])`
  return sent + (unsent[0]?.count ?? 0)
}

/**
 * Takes everything personal out of jobs and their histories, and adds who did it. What was typed, where it was, what
 * Smile ID wrote and how alike it found the faces goes, and the hash of the form, which would let a guess be tried.
 * Nothing is left to do for them: no read is due, and whoever held one has lost it.
 */
export async function eraseJobs(tx: Tx, actor: { id: string }, jobIds: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Job" SET reason = NULL, latitude = NULL, longitude = NULL, altitude = NULL, accuracy = NULL,
           "partnerParams" = '{}', "resultText" = NULL, confidence = NULL, "formHash" = '', "reportWaits" = false,
           "conflictWaits" = false, fence = fence + 1, "leaseUntil" = NULL, "nextStepAt" = NULL
     WHERE id = ANY(${jobIds}::uuid[])`
  await tx.$executeRaw`
    UPDATE "JobEvent" SET detail = CASE kind
             WHEN 'captured' THEN detail - 'guidance'
             WHEN 'queued' THEN (detail - 'link') || '{"device": "", "reason": null}'
               || CASE WHEN detail->'link' IS NULL THEN '{}' ELSE '{"link": ""}' END::jsonb
             WHEN 'callback' THEN detail - 'kept'
             WHEN 'verdict' THEN detail || '{"text": "", "confidence": null}'
             ELSE detail || '{"text": ""}' END
     WHERE "jobId" = ANY(${jobIds}::uuid[]) AND kind IN ('captured', 'queued', 'callback', 'verdict', 'refused')`
  await tx.jobEvent.createMany({ data: jobIds.map((jobId) => ({ jobId, kind: 'erased', operatorId: actor.id })) })
}

/**
 * Empties the bodies of everything that ever came for these jobs, sealed or not, and of what came for other people's
 * and names this person: that it came, and with which code, stays. `strays`: what was set aside elsewhere and is about
 * this person all the same; without a job it goes whole. One of those that another worker is taking in just now is
 * passed over: it will be found to be about somebody erased, and lose its body there. Gives the other people's jobs whose
 * reports are emptied.
 */
export async function eraseCallbacks(tx: Tx, person: Named, strays: string[]): Promise<string[]> {
  const { jobIds } = person
  const reports = await reportsNaming(tx, person)
  for (const report of reports) await keepSuspects(tx, person, report)
  const others = [...strays, ...reports.map(({ id }) => id)]
  // Theirs is under way as before: a worker judges a report by its code alone.
  await tx.$executeRaw`
    UPDATE "Callback" SET body = '', nonce = NULL, "wrappedKey" = NULL, "keyId" = NULL, "contentHash" = NULL
     WHERE id = ANY(${others}::uuid[]) AND "jobId" IS NOT NULL`
  await tx.$executeRaw`
    UPDATE "Callback" SET body = '', nonce = NULL, "wrappedKey" = NULL, "keyId" = NULL, "contentHash" = NULL,
           state = CASE state WHEN 'authentic' THEN 'kept' ELSE state END
     WHERE "jobId" = ANY(${jobIds}::uuid[])`
  await tx.$executeRaw`
    DELETE FROM "Callback" WHERE id IN (
      SELECT id FROM "Callback" AS stray
       WHERE "jobId" IS NULL AND (id = ANY(${strays}::uuid[]) OR "namedJobId" = ANY(${jobIds}::uuid[])
          OR "addressHash" IN (SELECT "callbackHash" FROM "Job" WHERE id = ANY(${jobIds}::uuid[])))
         FOR UPDATE SKIP LOCKED)`
  return [...new Set(reports.map(({ jobId }) => jobId))]
}
