import 'server-only'
import type { Tx } from './db'

/**
 * The links that are about this person alone: those for their user id, and those open to whoever comes that could be
 * used once and were used by them, with the links made in place of one another. Locked, as by whoever submits.
 * A link that many use is about nobody and stays. Whoever held the lock of one may have made another in its place by
 * the time we have it, which only a new look sees: so it is looked until nothing new is found.
 */
export async function personalLinks(tx: Tx, enrolleeId: string): Promise<string[]> {
  let known = new Set<string>()
  for (;;) {
    const ids = await lockLinks(tx, enrolleeId)
    if (ids.every((id) => known.has(id))) return ids
    known = new Set(ids)
  }
}

// Each part by itself, for an index serves each of them and none serves both together.
async function lockLinks(tx: Tx, enrolleeId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE own AS (
      SELECT l.id, l."reissuedFromId" FROM "Enrollee" e JOIN "Link" l USING (environment, "userId")
       WHERE e.id = ${enrolleeId}::uuid
       UNION
      SELECT l.id, l."reissuedFromId" FROM "Job" j JOIN "Link" l ON l.id = j."linkId"
       WHERE j."enrolleeId" = ${enrolleeId}::uuid AND l."maxUses" = 1
       UNION
      SELECT l.id, l."reissuedFromId"
        FROM own CROSS JOIN LATERAL (SELECT * FROM "Link" WHERE id = own."reissuedFromId"
                                      UNION ALL
                                     SELECT * FROM "Link" WHERE "reissuedFromId" = own.id) AS l
       WHERE l."maxUses" = 1
         AND NOT EXISTS (SELECT FROM "Job" j WHERE j."linkId" = l.id AND j."enrolleeId" <> ${enrolleeId}::uuid)
    ) SELECT id FROM "Link" WHERE id IN (SELECT id FROM own) ORDER BY id FOR NO KEY UPDATE`
  return rows.map(({ id }) => id)
}

/** Every visit of these links and those that made these jobs, with the devices that handed over to them. */
export async function personalVisits(tx: Tx, linkIds: string[], jobIds: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE own AS (
      SELECT id FROM "Visit" WHERE "linkId" = ANY(${linkIds}::uuid[])
       UNION
      SELECT "visitId" FROM "Job" WHERE id = ANY(${jobIds}::uuid[]) AND "visitId" IS NOT NULL
       UNION
      SELECT v.id FROM own JOIN "Visit" v ON v."supersededById" = own.id
    ) SELECT id FROM own`
  return rows.map(({ id }) => id)
}

/**
 * Ends what is still under way and takes the devices out of it, and why somebody said no, which tells of their health
 * or faith; when which step was done, and the consent, stay.
 */
export async function eraseVisits(tx: Tx, linkIds: string[], visitIds: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Visit" SET device = '', "stopReason" = CASE WHEN state <> 'cannot' THEN "stopReason" END,
           deadline = CASE WHEN "endedAt" IS NULL THEN LEAST(deadline, now()) ELSE deadline END
     WHERE id = ANY(${visitIds}::uuid[])`
  await tx.$executeRaw`
    UPDATE "VisitEvent" SET detail = CASE kind
             WHEN 'camera_details' THEN '{}'
             WHEN 'cannot' THEN '{}'
             WHEN 'superseded' THEN '{"device": ""}'
             ELSE detail || '{"device": ""}' END
     WHERE "visitId" = ANY(${visitIds}::uuid[]) AND kind IN ('claimed', 'superseded', 'camera_details', 'cannot')`
  await tx.shortCode.deleteMany({ where: { OR: [{ linkId: { in: linkIds } }, { visitId: { in: visitIds } }] } })
}

/** Stops links for good and takes whom they were for, and whatever was typed, out of them. */
export async function eraseLinks(tx: Tx, actor: { id: string }, linkIds: string[], pseudonym: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Link" SET "userId" = ${pseudonym}, "userIdPrefix" = NULL, "displayName" = NULL, label = '', email = NULL,
           reason = NULL, contact = '', "redirectUrl" = NULL, "formHash" = '', "pausedAt" = NULL, "erasedAt" = now(),
           "revokedById" = CASE WHEN "revokedAt" IS NULL THEN ${actor.id}::uuid ELSE "revokedById" END,
           "revokedWhy" = COALESCE("revokedWhy", 'operator'), "revokedAt" = COALESCE("revokedAt", now())
     WHERE id = ANY(${linkIds}::uuid[])`
}

/**
 * Sees to whatever was asked by these links and visits, and keeps no reason of it. A withdrawal is answered by erasing
 * only where Smile ID has nothing (mayHaveGoneOut; nothing is being sent while somebody is erased): else it is still to
 * be asked.
 */
export async function answerPeople(
  tx: Tx,
  actor: { id: string },
  linkIds: string[],
  visitIds: string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "LinkRequest" SET detail = NULL
     WHERE "linkId" = ANY(${linkIds}::uuid[]) OR "visitId" = ANY(${visitIds}::uuid[])`
  await tx.$executeRaw`
    UPDATE "LinkRequest" AS request SET "handledAt" = now(), "handledById" = ${actor.id}::uuid
     WHERE ("linkId" = ANY(${linkIds}::uuid[]) OR "visitId" = ANY(${visitIds}::uuid[])) AND "handledAt" IS NULL
       AND NOT (kind = 'withdrawn' AND EXISTS (
         SELECT FROM "Capture" c JOIN "Job" j ON j."captureId" = c.id
          WHERE c."visitId" = request."visitId"
            AND (j."uploadedAt" IS NOT NULL OR EXISTS (SELECT FROM "BilledCall" WHERE "jobId" = j.id))))`
}

/**
 * Takes a person's row out of imported files that are not forgotten yet; of one without a link none is made any more.
 * Ends behind whoever makes links of such a file just now: their links are there to be found afterwards.
 */
export async function eraseImportRows(tx: Tx, enrolleeId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "LinkImport" AS import
       SET rows = (SELECT COALESCE(jsonb_agg(kept.value ORDER BY kept.at), '[]')
                     FROM jsonb_array_elements(import.rows) WITH ORDINALITY AS kept(value, at)
                    WHERE kept.value->>'userId' IS DISTINCT FROM e."userId"),
           wanted = wanted - (SELECT count(*)::int FROM jsonb_array_elements(import.rows) AS gone
                               WHERE gone->>'userId' = e."userId" AND gone->'problems' = '[]')
      FROM "Enrollee" e
     WHERE e.id = ${enrolleeId}::uuid AND e."erasedAt" IS NULL AND import.environment = e.environment
       AND import.rows @> jsonb_build_array(jsonb_build_object('userId', e."userId"))`
}
