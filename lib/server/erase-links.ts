import 'server-only'
import type { Tx } from './db'
import { idsOf } from './rows'

/**
 * Locks the links that are about this person alone, and gives their ids: links for their user id; single-use links for
 * anybody that this person used; and the links these were re-issued from or as. A link that many may use stays as it is.
 *
 * While we waited for a link's lock, whoever held it may have re-issued the link. Only a new look finds that one, so we
 * look until nothing new is found.
 */
export async function personalLinks(tx: Tx, enrolleeId: string): Promise<string[]> {
  let known = new Set<string>()
  for (;;) {
    const ids = await lockLinks(tx, enrolleeId)
    if (ids.every((id) => known.has(id))) return ids
    known = new Set(ids)
  }
}

// A UNION of parts, because there is an index for each part, and none for an OR of them.
async function lockLinks(tx: Tx, enrolleeId: string): Promise<string[]> {
  const rows = await tx.$queryRaw`
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
  return idsOf(rows)
}

/** Every visit of these links, those that made these jobs, and the visits that handed over to any of them. */
export async function personalVisits(tx: Tx, linkIds: string[], jobIds: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw`
    WITH RECURSIVE own AS (
      SELECT id FROM "Visit" WHERE "linkId" = ANY(${linkIds}::uuid[])
       UNION
      SELECT "visitId" FROM "Job" WHERE id = ANY(${jobIds}::uuid[]) AND "visitId" IS NOT NULL
       UNION
      SELECT v.id FROM own JOIN "Visit" v ON v."supersededById" = own.id
    ) SELECT id FROM own`
  return idsOf(rows)
}

/**
 * Ends visits that are still under way and takes out of all of them the device, and why somebody took no selfie, which
 * may tell of their health or faith. When each step was done stays, and so does the consent.
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

/**
 * Takes whom links were for, and whatever was typed, out of them, and lets the actor stop them for good. `actor`: null
 * where they have ended by themselves. One that many may use is about nobody: how its user ids begin and what it says
 * to all of them stays.
 */
export async function eraseLinks(
  tx: Tx,
  actor: { id: string } | null,
  linkIds: string[],
  pseudonymOf: (linkId: string) => string,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Link" AS link SET "displayName" = NULL, email = NULL, "formHash" = '', "pausedAt" = NULL, "erasedAt" = now(),
           "userId" = CASE WHEN NOT "isForMany" THEN pseudonym END,
           "userIdPrefix" = CASE WHEN "isForMany" THEN link."userIdPrefix" END,
           label = CASE WHEN "isForMany" THEN label ELSE '' END,
           reason = CASE WHEN "isForMany" THEN reason END,
           contact = CASE WHEN "isForMany" THEN contact ELSE '' END,
           "redirectUrl" = CASE WHEN "isForMany" THEN "redirectUrl" END
      FROM (SELECT id, pseudonym, "userId" IS NULL AND "maxUses" > 1 AS "isForMany"
              FROM unnest(${linkIds}::uuid[], ${linkIds.map(pseudonymOf)}::text[]) AS given(id, pseudonym)
              JOIN "Link" USING (id)) AS gone
     WHERE link.id = gone.id`
  if (!actor) return
  await tx.$executeRaw`
    UPDATE "Link" SET "revokedAt" = now(), "revokedWhy" = 'operator', "revokedById" = ${actor.id}::uuid
     WHERE id = ANY(${linkIds}::uuid[]) AND "revokedAt" IS NULL`
}

/**
 * Settles what was asked of the operator by these links and visits, and drops the reasons given. `actor`: null where
 * nobody did, and its time was over. A withdrawal is settled by erasing only if Smile ID has no pictures of the person
 * (mayHaveGoneOut, in SQL): otherwise somebody still has to ask Smile ID to delete them.
 */
export async function answerPeople(
  tx: Tx,
  actor: { id: string } | null,
  linkIds: string[],
  visitIds: string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "LinkRequest" SET detail = NULL
     WHERE "linkId" = ANY(${linkIds}::uuid[]) OR "visitId" = ANY(${visitIds}::uuid[])`
  await tx.$executeRaw`
    UPDATE "LinkRequest" AS request SET "handledAt" = now(), "handledById" = ${actor?.id ?? null}::uuid
     WHERE ("linkId" = ANY(${linkIds}::uuid[]) OR "visitId" = ANY(${visitIds}::uuid[])) AND "handledAt" IS NULL
       AND NOT (kind = 'withdrawn' AND EXISTS (
         SELECT FROM "Capture" c JOIN "Job" j ON j."captureId" = c.id
          WHERE c."visitId" = request."visitId"
            AND (j."uploadedAt" IS NOT NULL OR EXISTS (SELECT FROM "BilledCall" WHERE "jobId" = j.id))))`
}

/**
 * Takes a person's row out of imported files that are not forgotten yet, so that no link is made of it any more. Waits
 * for whoever is making links of such a file: those links can be found afterwards.
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
