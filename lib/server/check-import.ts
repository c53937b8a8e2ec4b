import 'server-only'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type ImportRow, importTable } from '@/lib/domain/import-rows'
import type { ImportOptions } from '@/lib/domain/link-import'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { readCsv } from './csv-file'
import { databaseTime } from './database-clock'
import { db } from './db'
import { isConfigured } from './provider'
import { sha256 } from './sha256'

/**
 * Reads a file and keeps what would become of each row; makes no link. The same file is the same import: before its
 * first link it is checked anew with these options, afterwards it only leads back to it. One that was forgotten before
 * anybody downloaded it begins anew, as another import: who holds a link of it that is still good gets no second one.
 * Refusals: not_csv, too_large, empty, bad_table, environment_not_configured.
 */
export async function checkImport(
  maker: { id: string },
  file: Uint8Array,
  options: ImportOptions,
): Promise<Outcome<{ importId: string }>> {
  if (!isConfigured(options.environment))
    return refuse('environment_not_configured', 'This environment has no Smile ID keys here.', {
      environment: 'Choose another environment.',
    })
  const read = readCsv(file)
  if (!read.ok) return { ...read, fields: { file: read.message } }
  const table = importTable(read.lines)
  if ('problem' in table) return refuse('bad_table', table.problem, { file: table.problem })

  const fileHash = sha256(file)
  const rows = await withEnrolled(options, await withOpenLinks(options, table.rows))
  const checked = {
    environment: options.environment,
    options,
    rows,
    wanted: rows.filter(({ problems }) => problems.length === 0).length,
  }
  const owner = { createdById: maker.id, fileHash }
  // What its age is counted from, by the clock that will say when it is over.
  const createdAt = await databaseTime()
  // A forgotten import has lost its seed, so nobody could give out its links any more: it is not continued but deleted,
  // and the same file begins anew under another id.
  await db().linkImport.deleteMany({ where: { ...owner, seed: null, downloadedAt: null } })
  // Only what has made nothing yet may change; the database decides, so that two tabs cannot disagree.
  await db().linkImport.updateMany({
    where: { ...owner, startedAt: null, seed: { not: null } },
    data: { ...checked, createdAt },
  })
  await db().linkImport.createMany({
    data: [{ ...owner, ...checked, createdAt, seed: Uint8Array.from(randomBytes(32)) }],
    skipDuplicates: true,
  })
  const { id } = await db().linkImport.findUniqueOrThrow({
    where: { createdById_fileHash: owner },
    select: { id: true },
  })
  return { ok: true, importId: id }
}

/** People who hold a usable link already get no second one, from whichever file. */
async function withOpenLinks({ environment }: ImportOptions, rows: ImportRow[]): Promise<ImportRow[]> {
  const userIds = rows.filter(({ problems }) => problems.length === 0).map(({ userId }) => userId)
  const found = await db().$queryRaw`
    SELECT DISTINCT "userId" FROM "Link"
    WHERE environment = ${environment}::"Environment" AND "userId" = ANY(${userIds})
      AND "revokedAt" IS NULL AND "expiresAt" > now() AND uses < "maxUses"`
  const open = z.array(z.object({ userId: z.string() })).parse(found)
  const holders = new Set(open.map(({ userId }) => userId))
  return rows.map((row) =>
    holders.has(row.userId) && row.problems.length === 0
      ? { ...row, problems: ['A link for this user id is still good, so no second one is made.'] }
      : row,
  )
}

/** Smile ID refuses people it knows unless re-enrolling is allowed. A warning, as at the desk: Smile ID is the judge. */
async function withEnrolled({ environment, allowReEnroll }: ImportOptions, rows: ImportRow[]): Promise<ImportRow[]> {
  if (allowReEnroll) return rows
  const userIds = rows.filter(({ problems }) => problems.length === 0).map(({ userId }) => userId)
  const known = await db().enrollee.findMany({
    where: { environment, userId: { in: userIds }, enrolledAt: { not: null } },
    select: { userId: true },
  })
  const enrolled = new Set(known.map(({ userId }) => userId))
  const warning = 'This person is already enrolled, and Smile ID will refuse the selfie.'
  return rows.map((row) => (enrolled.has(row.userId) && row.problems.length === 0 ? { ...row, warning } : row))
}
