import 'server-only'
import { z } from 'zod'
import { VISIT_MINUTES } from '@/lib/domain/visit'
import type { Tx } from './db'
import { stopRowSchema } from './link-page'
import { hashToken } from './secrets'

/**
 * Which link is claimed. `visitId`: the visit that hands over to this device. `spendCode`: spends the code that was typed;
 * false: it was spent already.
 */
export type LinkToClaim =
  | { tokenHash: Uint8Array }
  | { linkId: string; visitId?: string | null; spendCode?: (tx: Tx) => Promise<boolean> }

const claimedLinkSchema = stopRowSchema.extend({ id: z.uuid(), isForOne: z.boolean() })
type ClaimedLink = z.infer<typeof claimedLinkSchema>

/** Locks the link's row, so that of two devices at one moment the second sees the first; null: there is none. */
export async function lockLink(tx: Tx, which: LinkToClaim): Promise<ClaimedLink | null> {
  const hash = 'tokenHash' in which ? which.tokenHash : null
  const linkId = 'linkId' in which ? which.linkId : null
  const rows = await tx.$queryRaw`
    SELECT id, "userId" IS NOT NULL AS "isForOne", "expiresAt", "pausedAt", "revokedAt", "revokedWhy"::text, uses,
           "maxUses", now() AS now
      FROM "Link" WHERE "tokenHash" = ${hash}::bytea OR id = ${linkId}::uuid FOR NO KEY UPDATE`
  const [link] = z.array(claimedLinkSchema).parse(rows)
  return link ?? null
}

/** This device's own visit of this link, if it is still under way. */
export async function ownVisit(tx: Tx, linkId: string, cookie: string): Promise<string | null> {
  const rows = await tx.$queryRaw`
    SELECT id FROM "Visit" WHERE "cookieHash" = ${hashToken(cookie)} AND "linkId" = ${linkId}::uuid
       AND "endedAt" IS NULL AND deadline > now()`
  const [own] = z.array(z.object({ id: z.uuid() })).parse(rows)
  return own?.id ?? null
}

/** The visits of a link that are under way. */
export async function underWay(tx: Tx, linkId: string): Promise<{ id: string; deadline: Date }[]> {
  const rows = await tx.$queryRaw`
    SELECT id, deadline FROM "Visit"
     WHERE "linkId" = ${linkId}::uuid AND "endedAt" IS NULL AND deadline > now()`
  return z.array(z.object({ id: z.uuid(), deadline: z.date() })).parse(rows)
}

/** `deadline`: that of a visit which hands over after the link's end; null: 15 minutes from now. */
type NewVisit = {
  visitId: string
  link: { id: string; isForOne: boolean }
  cookieHash: Uint8Array
  deadline: Date | null
}

/** A personal link's pause goes along to the next device: otherwise changing devices would undo it. */
export async function addVisit(
  tx: Tx,
  { visitId, link, cookieHash, deadline }: NewVisit,
  { language, device }: { language: string; device: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Visit" (id, "linkId", "cookieHash", deadline, language, device, "captureCount", "pausedUntil")
    SELECT ${visitId}::uuid, ${link.id}::uuid, ${cookieHash},
           COALESCE(${deadline}::timestamptz, now() + make_interval(mins => ${VISIT_MINUTES}::int)),
           ${language}, ${device}, COALESCE(max(v."captureCount"), 0), max(v."pausedUntil")
      FROM "Visit" v
     WHERE ${link.isForOne} AND v."linkId" = ${link.id}::uuid
       AND ((v."endedAt" IS NULL AND v.deadline > now()) OR v."pausedUntil" > now())`
}
