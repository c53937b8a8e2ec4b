import 'server-only'
import { createHmac, randomInt } from 'node:crypto'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import type { Role } from '@/lib/domain/permissions'
import { CODE_LENGTH, CODE_LETTERS, CODE_MINUTES, spokenCode } from '@/lib/domain/short-code'
import { audit } from './audit'
import type { Tx } from './db'
import { linkNotFound, ownerOf } from './keep-link'
import { derivedKey } from './secrets'
import { inTransaction } from './transaction'

/** How a code is kept: 33 bits need the portal's secret, or the hash could be tried out. */
export function shortCodeHash(code: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHmac('sha256', derivedKey('short-code')).update(code).digest())
}

/** The half that finds a code among the others. */
export const codeHalf = (code: string) => code.slice(0, CODE_LENGTH / 2)

/** A code for a link or, with `visitId`, for going on with this visit elsewhere. Earlier ones of the same end. */
export async function bearCode(
  tx: Tx,
  linkId: string,
  visitId: string | null,
): Promise<{ code: string; expiresAt: Date } | null> {
  await tx.$executeRaw`
    UPDATE "ShortCode" SET "expiresAt" = now()
    WHERE "linkId" = ${linkId}::uuid AND "visitId" IS NOT DISTINCT FROM ${visitId}::uuid AND "expiresAt" > now()`
  // A first half is used by one living code at a time; of 80,000 halves a free one is soon found.
  for (let tries = 0; tries < 20; tries++) {
    const code = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS.charAt(randomInt(CODE_LETTERS.length))).join('')
    const [born] = await tx.$queryRaw<{ expiresAt: Date }[]>`
      INSERT INTO "ShortCode" AS c (id, "linkId", "visitId", half, "codeHash", "expiresAt")
      VALUES (gen_random_uuid(), ${linkId}::uuid, ${visitId}::uuid, ${codeHalf(code)}, ${shortCodeHash(code)},
              now() + make_interval(mins => ${CODE_MINUTES}::int))
      ON CONFLICT (half) DO UPDATE SET "linkId" = EXCLUDED."linkId", "visitId" = EXCLUDED."visitId",
        "codeHash" = EXCLUDED."codeHash", "expiresAt" = EXCLUDED."expiresAt", tries = 0, "usedAt" = NULL
        WHERE c."expiresAt" <= now() OR c."usedAt" IS NOT NULL
      RETURNING "expiresAt"`
    if (born) return { code, expiresAt: born.expiresAt }
  }
  return null
}

/** A code to read out over the phone. Refusals: not_found, not_open, no_code. */
export async function makeShortCode(
  keeper: { id: string; role: Role },
  linkId: string,
): Promise<Outcome<{ code: string; expiresAt: Date }>> {
  const owner = ownerOf(keeper, 'links.manage')
  if (!owner) return linkNotFound
  return inTransaction(async (tx) => {
    const found = await tx.link.findFirst({ where: { id: linkId, ...owner }, select: { id: true } })
    if (!found) return linkNotFound
    const [open] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Link" WHERE id = ${linkId}::uuid AND "pausedAt" IS NULL AND "revokedAt" IS NULL
        AND uses < "maxUses" AND "expiresAt" > now()`
    if (!open) return refuse('not_open', 'The link cannot be used now, so a code would lead nowhere.')
    const born = await bearCode(tx, linkId, null)
    if (!born) return refuse('no_code', 'No code could be made just now. Try again in a minute.')
    await audit(tx, { operatorId: keeper.id, action: 'link.code_made', objectType: 'link', objectId: linkId })
    return { ok: true, code: spokenCode(born.code), expiresAt: born.expiresAt }
  })
}
