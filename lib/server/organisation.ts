import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { OrganisationForm } from '@/lib/domain/organisation-form'
import type { Outcome } from '@/lib/domain/outcome'
import { audit } from './audit'
import { databaseTime } from './database-clock'
import { db, type Tx } from './db'
import type { Logo } from './logo'
import { inTransaction } from './transaction'

/** There is one organisation to an installation. */
const ONE = 1

const rowSchema = z.object({
  name: z.string(),
  privacyUrl: z.string().nullable(),
  contact: z.string(),
  /** Days. */
  retentionDays: z.number().int(),
  logoHash: z.string().nullable(),
})

type OrganisationView = Omit<z.infer<typeof rowSchema>, 'logoHash'> & {
  /** Where the logo is served; its address changes with it, so it may be cached for ever. */
  logoUrl: string | null
}

const unnamed: OrganisationView = { name: '', logoUrl: null, privacyUrl: null, contact: '', retentionDays: 30 }

/** Who asks people for their selfie, as every hosted page shows it. */
export async function readOrganisation(): Promise<OrganisationView> {
  const rows = await db().$queryRaw`
    SELECT name, "privacyUrl", contact, "retentionDays", encode(sha256(logo), 'hex') AS "logoHash"
    FROM "Organisation" WHERE id = ${ONE}`
  const [row] = z.array(rowSchema).parse(rows)
  if (!row) return unnamed
  const { logoHash, ...plain } = row
  return { ...plain, logoUrl: logoHash ? `/api/organisation/logo/${logoHash}` : null }
}

/** The logo under this SHA-256 (hex); null for any other, so that an old address never shows a new logo. */
export async function readLogoFile(hash: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string } | null> {
  const row = await db().organisation.findUnique({ where: { id: ONE }, select: { logo: true, logoType: true } })
  if (!row?.logo || !row.logoType || createHash('sha256').update(row.logo).digest('hex') !== hash) return null
  return { bytes: Uint8Array.from(row.logo), type: row.logoType }
}

type Actor = { id: string }

/** What is written here is on every hosted page from now on. Fields that were not `touched` stay as they are by now. */
export async function saveOrganisation(
  actor: Actor,
  form: OrganisationForm,
  touched: readonly (keyof OrganisationForm)[],
): Promise<Outcome> {
  const { name, privacyUrl, contact, retentionDays } = form
  return change(actor, 'details', (tx, updatedAt) =>
    tx.organisation.upsert({
      where: { id: ONE },
      create: { id: ONE, ...form },
      update: {
        ...(touched.includes('name') && { name }),
        ...(touched.includes('privacyUrl') && { privacyUrl }),
        ...(touched.includes('contact') && { contact }),
        ...(touched.includes('retentionDays') && { retentionDays }),
        updatedAt,
      },
    }),
  )
}

/** The logo on every hosted page from now on; null takes it off. */
export async function saveLogo(actor: Actor, logo: Logo | null): Promise<Outcome> {
  const columns = { logo: logo?.bytes ?? null, logoType: logo?.type ?? null }
  return change(actor, 'logo', (tx, updatedAt) =>
    tx.organisation.upsert({
      where: { id: ONE },
      create: { id: ONE, ...columns },
      update: { ...columns, updatedAt },
    }),
  )
}

function change(
  actor: Actor,
  what: 'details' | 'logo',
  write: (tx: Tx, at: Date) => Promise<unknown>,
): Promise<Outcome> {
  return inTransaction(async (tx) => {
    await write(tx, await databaseTime(tx))
    const object = { objectType: 'organisation', objectId: String(ONE) } as const
    await audit(tx, { operatorId: actor.id, action: 'organisation.changed', ...object, detail: { what } })
    return { ok: true }
  })
}
