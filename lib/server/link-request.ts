import 'server-only'
import { z } from 'zod'
import { ERASED_WORDS } from '@/lib/domain/erased'
import type { LinkNeedKind } from '@/lib/domain/link-need'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { tooMany } from './claim-visit'
import { db, type Tx } from './db'
import { newId } from './new-id'
import { allow } from './rate-limit'
import { hashToken } from './secrets'
import { signalLink } from './signal'
import { inTransaction } from './transaction'
import { setLastVisit } from './visit'

/** New links asked for from one address in an hour: a whole office may share one. */
const ASKED_PER_ADDRESS = 20
const ADDRESS_WINDOW_S = 60 * 60
/** New links asked for in place of one link in a day; further ones are thanked for, and the operator is not told again. */
const ASKED_PER_LINK = 5
const LINK_WINDOW_S = 24 * 60 * 60

type Telling = { linkId: string; visitId: string | null; kind: LinkNeedKind; detail?: string | null }

/**
 * Tells the operator, in the transaction of the thing told; the visit it was told in is the link's last. One open line
 * per link, kind, detail and visit is enough, and per link, kind and detail where one person says no once more: false,
 * there is one.
 */
export async function tellOperator(tx: Tx, { linkId, visitId, kind, detail = null }: Telling): Promise<boolean> {
  // Locked, so that of two at one moment the second sees the first.
  await tx.$queryRaw`SELECT 1 FROM "Link" WHERE id = ${linkId}::uuid FOR NO KEY UPDATE`
  if (visitId) await setLastVisit(tx, linkId, visitId)
  const told = await tx.$executeRaw`
    INSERT INTO "LinkRequest" (id, "linkId", "visitId", kind, at, detail)
    SELECT ${newId()}::uuid, ${linkId}::uuid, ${visitId}::uuid, ${kind}::"LinkRequestKind", now(), ${detail}
     WHERE NOT EXISTS (
       SELECT 1 FROM "LinkRequest" WHERE "linkId" = ${linkId}::uuid AND kind = ${kind}::"LinkRequestKind"
          AND "handledAt" IS NULL AND detail IS NOT DISTINCT FROM ${detail}
          AND ("visitId" IS NOT DISTINCT FROM ${visitId}::uuid OR (kind IN ('cannot', 'declined')
               AND EXISTS (SELECT 1 FROM "Link" WHERE id = ${linkId}::uuid AND "userId" IS NOT NULL))))`
  return told === 1
}

/**
 * The holder of a link that cannot be used asks for a new one. `before`: it was asked already and nobody has
 * seen to it. Refusals: unknown_link, person_erased, too_many.
 */
export async function askForNewLink(token: string, address: string): Promise<Outcome<{ before: boolean }>> {
  if (!(await allow(`ask address ${address}`, ASKED_PER_ADDRESS, ADDRESS_WINDOW_S))) return tooMany()
  const link = await db().link.findUnique({ where: { tokenHash: hashToken(token) }, select: { id: true } })
  if (!link) return refuse('unknown_link', 'This link is not known. Check that the whole address was copied.')
  if (!(await allow(`ask link ${link.id}`, ASKED_PER_LINK, LINK_WINDOW_S))) return { ok: true, before: true }
  const asked = await inTransaction((tx) => askIn(tx, link.id))
  if (asked.ok && !asked.before) await signalLink(link.id)
  return asked
}

async function askIn(tx: Tx, linkId: string): Promise<Outcome<{ before: boolean }>> {
  // Asked behind the lock, which whoever erases holds. No new one can be made of such a link, so nobody is told.
  const rows = await tx.$queryRaw`
    SELECT "erasedAt" IS NOT NULL AS "isErased" FROM "Link" WHERE id = ${linkId}::uuid FOR NO KEY UPDATE`
  const [link] = z.array(z.object({ isErased: z.boolean() })).parse(rows)
  if (link?.isErased) return refuse('person_erased', ERASED_WORDS)
  return { ok: true, before: !(await tellOperator(tx, { linkId, visitId: null, kind: 'new_link' })) }
}
