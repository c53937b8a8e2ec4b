import 'server-only'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { db, type Tx } from './db'
import { env } from './env'
import { hashToken } from './secrets'

/** The first administrator's set-up, which belongs to nobody yet, or an operator's invitation. */
type LinkKind = 'setup' | 'invitation'

const path = { setup: 'setup', invitation: 'invitation' } as const satisfies Record<LinkKind, string>
const minutes = { setup: 30, invitation: 24 * 60 } as const satisfies Record<LinkKind, number>

/** Makes a one-time link and ends the earlier unused ones for the same. Only its hash is kept: it is shown once. */
export async function issueLink(tx: Tx, operatorId: string | null): Promise<string> {
  const kind: LinkKind = operatorId ? 'invitation' : 'setup'
  const token = randomBytes(32).toString('base64url')
  await tx.$executeRaw`
    UPDATE "OperatorInvitation" SET "expiresAt" = now()
    WHERE "operatorId" IS NOT DISTINCT FROM ${operatorId}::uuid AND "usedAt" IS NULL AND "expiresAt" > now()`
  await tx.$executeRaw`
    INSERT INTO "OperatorInvitation" (id, "tokenHash", "operatorId", "createdAt", "expiresAt")
    VALUES (gen_random_uuid(), ${hashToken(token)}, ${operatorId}::uuid, now(),
            now() + make_interval(mins => ${minutes[kind]}::int))`
  return `${env().KIOO_URL}/${path[kind]}/${token}`
}

/** Ends an operator's unused invitations. */
export async function endLinks(tx: Tx, operatorId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "OperatorInvitation" SET "expiresAt" = now()
    WHERE "operatorId" = ${operatorId}::uuid AND "usedAt" IS NULL AND "expiresAt" > now()`
}

/** Whom a link is for, without using it: opening a link changes nothing. Null: unknown, used or too old. */
export async function peekLink(token: string): Promise<LinkHolder | null> {
  const rows = await db().$queryRaw`
    SELECT i."operatorId", o.email, o.name
    FROM "OperatorInvitation" i LEFT JOIN "Operator" o ON o.id = i."operatorId"
    WHERE i."tokenHash" = ${hashToken(token)} AND i."usedAt" IS NULL AND i."expiresAt" > now()
      AND o."disabledAt" IS NULL`
  const [link] = z.array(linkHolderSchema).parse(rows)
  return link ?? null
}

/** All null: a set-up link, which belongs to nobody yet. */
const linkHolderSchema = z.object({
  operatorId: z.uuid().nullable(),
  email: z.string().nullable(),
  name: z.string().nullable(),
})
type LinkHolder = z.infer<typeof linkHolderSchema>

/** Uses a link up. Of two at one moment only one gets it; the other gets null, as for an unknown or old one. */
export async function takeLink(tx: Tx, token: string): Promise<{ operatorId: string | null } | null> {
  const rows = await tx.$queryRaw`
    UPDATE "OperatorInvitation" SET "usedAt" = now()
    WHERE "tokenHash" = ${hashToken(token)} AND "usedAt" IS NULL AND "expiresAt" > now()
    RETURNING "operatorId"`
  const [taken] = z.array(linkHolderSchema.pick({ operatorId: true })).parse(rows)
  return taken ?? null
}

/** Forgets set-up links and invitations a month after they were used or ran out. Returns how many. */
export function wipeOneTimeLinks(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "OperatorInvitation" WHERE LEAST("usedAt", "expiresAt") < now() - interval '30 days'`
}
