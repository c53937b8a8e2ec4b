import 'server-only'
import { z } from 'zod'
import type { Tx } from './db'
import { idsOf } from './rows'
import { type Named, reportsNaming } from './stray-callbacks'
import { keepSuspects } from './suspects'

/**
 * Destroys the sealed frames of these jobs and visits, and what was seen in them. Of a capture that was never sent the
 * row goes too, so that a frame which is still on its way has nowhere to go. Returns how many frames went.
 */
export async function erasePictures(tx: Tx, jobIds: string[], visitIds: string[]): Promise<number> {
  const unsent = await tx.$queryRaw`
    WITH gone AS (
      DELETE FROM "Capture" WHERE "visitId" = ANY(${visitIds}::uuid[]) AND "submittedAt" IS NULL RETURNING id
    ) SELECT count(*)::int AS count FROM "Frame" WHERE "captureId" IN (SELECT id FROM gone)`
  const [{ count }] = z.tuple([z.object({ count: z.number().int() })]).parse(unsent)
  const captures = await tx.$queryRaw`
    SELECT "captureId" AS id FROM "Job" WHERE id = ANY(${jobIds}::uuid[])
     UNION
    SELECT id FROM "Capture" WHERE "visitId" = ANY(${visitIds}::uuid[])`
  const ids = idsOf(captures)
  const sent = await tx.$executeRaw`DELETE FROM "Frame" WHERE "captureId" = ANY(${ids}::uuid[])`
  await tx.$executeRaw`UPDATE "Capture" SET guidance = NULL, gate = NULL WHERE id = ANY(${ids}::uuid[])`
  return sent + count
}

/**
 * Takes everything personal out of jobs and their histories, and adds a line that says who did it. What goes: what was
 * typed, the location, what Smile ID wrote, how alike it found the faces, and the hash of the form, by which a guess at
 * what was typed could be tried out. Nothing is left to do for these jobs: no step is due, and whoever held one has lost
 * it.
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
 * Empties the bodies of callbacks, sealed or not: of all that came for these jobs, and of those for other people's jobs
 * that name this person. That they came, and with which code, stays. `strays`: those that were set aside and are about
 * this person; the ones without a job are deleted. One that a worker is taking in at this moment is passed over: the
 * worker finds that its person is erased, and drops its body itself. Returns the other people's jobs whose reports were
 * emptied.
 */
export async function eraseCallbacks(tx: Tx, person: Named, strays: string[]): Promise<string[]> {
  const { jobIds } = person
  const reports = await reportsNaming(tx, person)
  for (const report of reports) await keepSuspects(tx, person, report)
  const others = [...strays, ...reports.map(({ id }) => id)]
  // The state of other people's reports stays: a worker judges a report by its code, and needs no body.
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
