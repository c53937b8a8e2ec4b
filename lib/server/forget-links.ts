import 'server-only'
import { forgottenUserId } from '@/lib/domain/erased'
import type { Outcome } from '@/lib/domain/outcome'
import type { Tx } from './db'
import { answerPeople, eraseLinks, eraseVisits, personalVisits } from './erase-links'
import { Prisma } from './generated/prisma/client'
import { keptSince } from './retention'
import { idsOf } from './rows'
import { inTransaction } from './transaction'

/** Links of one transaction, so that a backlog does not hold locks for long. */
const BATCH = 100
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/**
 * Forgets whom links were for, and whatever was typed in them, that ended longer ago than the organisation keeps
 * pictures, and by which nobody sent a selfie: they made no enrollee, on whose page it could be erased. A link whose
 * user id is an enrollee's goes with that person. Returns how many.
 */
export async function forgetLinks(): Promise<number> {
  let forgotten = 0
  let after: string | undefined = BEFORE_ALL
  while (after !== undefined) {
    const from: string = after
    const done = await inTransaction((tx) => forgetBatch(tx, from))
    if (!done.ok) throw new Error(done.code)
    forgotten += done.count
    after = done.last
  }
  return forgotten
}

/** `last`: where the next batch goes on; undefined: there is none. */
async function forgetBatch(tx: Tx, after: string): Promise<Outcome<{ count: number; last: string | undefined }>> {
  // Links, then visits, as in docs/decisions/021. One that somebody holds just now has time until the next wipe.
  const locked = idsOf(
    await tx.$queryRaw`
    SELECT link.id FROM "Link" AS link WHERE link.id > ${after}::uuid AND ${isOver}
     ORDER BY link.id LIMIT ${BATCH}::int FOR NO KEY UPDATE SKIP LOCKED`,
  )
  const last = locked.length === BATCH ? locked.at(-1) : undefined
  // Asked once more behind the locks: somebody may have been about to ask for something.
  const links = idsOf(
    await tx.$queryRaw`
      SELECT link.id FROM "Link" AS link WHERE link.id = ANY(${locked}::uuid[]) AND ${isOver}`,
  )
  if (links.length === 0) return { ok: true, count: 0, last }
  const visits = await personalVisits(tx, links, [])
  await eraseVisits(tx, links, visits)
  await eraseLinks(tx, null, links, forgottenUserId)
  await answerPeople(tx, null, links, visits)
  return { ok: true, count: links.length, last }
}

// A use is spent with the job it makes, so an unused link has none. Who asked for something meanwhile, a new link say,
// gets as long for an answer.
const isOver = Prisma.sql`
  link."erasedAt" IS NULL AND link.uses = 0 AND LEAST(link."expiresAt", link."revokedAt") < ${keptSince}
  AND NOT EXISTS (SELECT FROM "Visit" AS visit
                   WHERE visit."linkId" = link.id AND visit."endedAt" IS NULL AND visit.deadline > now())
  AND NOT EXISTS (SELECT FROM "LinkRequest" AS request
                   WHERE request."linkId" = link.id AND request.at >= ${keptSince})
  AND NOT EXISTS (SELECT FROM "Enrollee" AS enrollee
                   WHERE enrollee.environment = link.environment AND enrollee."userId" = link."userId")`
