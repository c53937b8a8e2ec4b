import 'server-only'
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import type { Staff } from '@/lib/domain/permissions'
import { CODE_LENGTH, CODE_LETTERS, CODE_MINUTES, CODE_TRIES, readCode, spokenCode } from '@/lib/domain/short-code'
import { audit } from './audit'
import { type Claim, type Claimed, claimBy, tooMany } from './claim-visit'
import { db, type Tx } from './db'
import { linkNotFound, ownerOf } from './keep-link'
import { allow } from './rate-limit'
import { hasRow } from './rows'
import { derivedKey } from './secrets'
import { inTransaction } from './transaction'
import { type VisitActor, visitOver } from './visit'

/** Codes tried from one address in a quarter of an hour: a clumsy family, not a machine. */
const TRIES_PER_ADDRESS = 30
/** Codes one visit may ask for in the same time. */
const CODES_PER_VISIT = 10
const WINDOW_S = CODE_MINUTES * 60
/** Random codes tried until one has a free first half: of 80,000 halves one is soon found. */
const MAKING_TRIES = 20

/** How a code is kept: 33 bits need the portal's secret, or the hash could be tried out. */
function shortCodeHash(code: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHmac('sha256', derivedKey('short-code')).update(code).digest())
}

/** The half that finds a code among the others. */
const codeHalf = (code: string) => code.slice(0, CODE_LENGTH / 2)

/** A code for a link or, with `visitId`, for going on with this visit elsewhere. Earlier ones of the same end. */
async function addCode(
  tx: Tx,
  linkId: string,
  visitId: string | null,
): Promise<{ code: string; expiresAt: Date } | null> {
  await tx.$executeRaw`
    UPDATE "ShortCode" SET "expiresAt" = now()
    WHERE "linkId" = ${linkId}::uuid AND "visitId" IS NOT DISTINCT FROM ${visitId}::uuid AND "expiresAt" > now()`
  // A first half is used by one living code at a time.
  for (let tries = 0; tries < MAKING_TRIES; tries++) {
    const code = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS.charAt(randomInt(CODE_LETTERS.length))).join('')
    const rows = await tx.$queryRaw`
      INSERT INTO "ShortCode" AS c (id, "linkId", "visitId", half, "codeHash", "expiresAt")
      VALUES (gen_random_uuid(), ${linkId}::uuid, ${visitId}::uuid, ${codeHalf(code)}, ${shortCodeHash(code)},
              now() + make_interval(mins => ${CODE_MINUTES}::int))
      ON CONFLICT (half) DO UPDATE SET "linkId" = EXCLUDED."linkId", "visitId" = EXCLUDED."visitId",
        "codeHash" = EXCLUDED."codeHash", "expiresAt" = EXCLUDED."expiresAt", tries = 0, "usedAt" = NULL
        WHERE c."expiresAt" <= now() OR c."usedAt" IS NOT NULL
      RETURNING "expiresAt"`
    const [added] = z.array(z.object({ expiresAt: z.date() })).parse(rows)
    if (added) return { code, expiresAt: added.expiresAt }
  }
  return null
}

/** A code to read out over the phone. Refusals: not_found, not_open, no_code. */
export async function makeShortCode(
  keeper: Staff,
  linkId: string,
): Promise<Outcome<{ code: string; expiresAt: Date }>> {
  const owner = ownerOf(keeper, 'links.manage')
  if (!owner) return linkNotFound
  return inTransaction(async (tx) => {
    const found = await tx.link.findFirst({ where: { id: linkId, ...owner }, select: { id: true } })
    if (!found) return linkNotFound
    const open = await tx.$queryRaw`
      SELECT 1 FROM "Link" WHERE id = ${linkId}::uuid AND "pausedAt" IS NULL AND "revokedAt" IS NULL
        AND uses < "maxUses" AND "expiresAt" > now()`
    if (!hasRow(open)) return refuse('not_open', 'The link cannot be used now, so a code would lead nowhere.')
    const added = await addCode(tx, linkId, null)
    if (!added) return refuse('no_code', 'No code could be made just now. Try again in a minute.')
    await audit(tx, { operatorId: keeper.id, action: 'link.code_made', objectType: 'link', objectId: linkId })
    return { ok: true, code: spokenCode(added.code), expiresAt: added.expiresAt }
  })
}

/** A code with which this visit goes on elsewhere, by phone say: claiming it supersedes this visit unasked. Refusals: visit_over, too_many. */
export async function codeForPhone(visit: VisitActor): Promise<Outcome<{ code: string; expiresAt: Date }>> {
  if (!visit.isOpen) return visitOver()
  if (!(await allow(`code visit ${visit.id}`, CODES_PER_VISIT, WINDOW_S))) return tooMany()
  return inTransaction(async (tx) => {
    const added = await addCode(tx, visit.linkId, visit.id)
    return added ? { ok: true, ...added } : tooMany()
  })
}

/**
 * Exchanges a typed code for a visit, as claimVisit does with a token. A code is good once, and only spent when
 * the claim succeeds. Refusals: wrong_code, too_many, and claimVisit's.
 */
export async function claimByShortCode(typed: string, claim: Claim): Promise<Claimed> {
  if (!(await allow(`code address ${claim.address}`, TRIES_PER_ADDRESS, WINDOW_S))) return tooMany()
  const code = readCode(typed)
  const found = code && (await tryCode(code))
  if (!found)
    return refuse('wrong_code', 'This code is not known, or its 15 minutes are over. Check the letters, or ask anew.')
  const { id, linkId, visitId } = found
  const spendCode = async (tx: Tx) =>
    (await tx.$executeRaw`
      UPDATE "ShortCode" SET "usedAt" = now()
       WHERE id = ${id}::uuid AND "usedAt" IS NULL AND "expiresAt" > now()`) === 1
  return claimBy({ linkId, visitId, spendCode }, claim, visitId ? 'phone' : 'code')
}

const foundCodeSchema = z.object({
  id: z.uuid(),
  linkId: z.uuid(),
  visitId: z.uuid().nullable(),
  codeHash: z.instanceof(Uint8Array),
})
type FoundCode = z.infer<typeof foundCodeSchema>

/** Counts a wrong try in the statement that looks: of many at one moment only five are looked at. */
async function tryCode(code: string): Promise<FoundCode | null> {
  const hash = shortCodeHash(code)
  const rows = await db().$queryRaw`
    UPDATE "ShortCode" SET tries = tries + ("codeHash" <> ${hash})::int
     WHERE half = ${codeHalf(code)} AND tries < ${CODE_TRIES}::int AND "usedAt" IS NULL AND "expiresAt" > now()
    RETURNING id, "linkId", "visitId", "codeHash"`
  const [row] = z.array(foundCodeSchema).parse(rows)
  return row && timingSafeEqual(row.codeHash, hash) ? row : null
}

/** Erases codes that are over. Returns how many. */
export function wipeShortCodes(): Promise<number> {
  return db().$executeRaw`DELETE FROM "ShortCode" WHERE "expiresAt" < now() OR "usedAt" IS NOT NULL`
}
