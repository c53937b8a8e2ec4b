import 'server-only'
import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type ImportRow, importRowSchema, importTable } from '@/lib/domain/import-rows'
import { type ImportOptions, importOptionsSchema } from '@/lib/domain/link-import'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { readCsv } from './csv-file'
import { databaseTime } from './database-clock'
import { db } from './db'
import { isConfigured } from './provider'
import { derivedKey } from './secrets'
import { sha256 } from './sha256'

/** Minutes after the first download in which a broken one may be repeated. */
export const DOWNLOAD_MINUTES = 10
/** Days after which an import that nobody downloaded is forgotten. */
export const KEPT_DAYS = 7

type Maker = { id: string }

export const importNotFound = refuse('not_found', 'There is no such import, or it is not yours.')

/**
 * Reads a file and keeps what would become of each row; makes no link. The same file is the same import: before its
 * first link it is checked anew with these options, afterwards it only leads back to it. One that was forgotten before
 * anybody downloaded it begins anew, as another import: who holds a link of it that is still good gets no second one.
 * Refusals: not_csv, too_large, empty, bad_table, environment_not_configured.
 */
export async function checkImport(
  maker: Maker,
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
  const open = await db().$queryRaw<{ userId: string }[]>`
    SELECT DISTINCT "userId" FROM "Link"
    WHERE environment = ${environment}::"Environment" AND "userId" = ANY(${userIds})
      AND "revokedAt" IS NULL AND "expiresAt" > now() AND uses < "maxUses"`
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

const keptSchema = z.object({ options: importOptionsSchema, rows: z.array(importRowSchema) })

/** One import of this maker's, with its rows and how far it has come; null when there is none. */
export async function readImport(maker: Maker, importId: string) {
  if (!z.uuid().safeParse(importId).success) return null
  const found = await db().linkImport.findFirst({
    where: { id: importId, createdById: maker.id },
    select: {
      id: true,
      createdAt: true,
      options: true,
      rows: true,
      wanted: true,
      seed: true,
      startedAt: true,
      downloadedAt: true,
    },
  })
  if (!found) return null
  const { seed, options, rows, ...plain } = found
  const kept = keptSchema.parse({ options, rows })
  const madeLines = await linesMade(found.id, kept.rows)
  const isForgotten = seed === null || (await isOver(found.id))
  // Once it was downloaded all links were made; later the rows are forgotten, and there is nothing left to count.
  const made = plain.downloadedAt ? plain.wanted : madeLines.size
  return { ...plain, ...kept, madeLines, made, isForgotten }
}

export type ImportView = NonNullable<Awaited<ReturnType<typeof readImport>>>

/** The key that makes a row one link, however often it is tried. */
export const importKey = (importId: string, line: number) => `${importId}:${line}`

/** The import that a link's key belongs to. */
export const importOf = (key: string) => key.slice(0, key.indexOf(':'))

/** Which lines of an import's file have become a link. Asked by whole keys: no index helps with their common beginning. */
async function linesMade(importId: string, rows: ImportRow[]): Promise<Set<number>> {
  const lineOf = new Map(rows.map(({ line }) => [importKey(importId, line), line]))
  const links = await db().link.findMany({
    where: { importKey: { in: [...lineOf.keys()] } },
    select: { importKey: true },
  })
  return new Set(links.flatMap((link) => lineOf.get(link.importKey ?? '') ?? []))
}

/**
 * The token of one row: made from the import's seed and the portal's secret, so that neither the database nor
 * the secret alone opens a link, and a crash between two rows loses none. 256 bits, as every link's.
 */
export function importToken(seed: Uint8Array, importId: string, line: number): string {
  return createHmac('sha256', derivedKey('link-import'))
    .update(seed)
    .update(importKey(importId, line))
    .digest('base64url')
}

/** Whether its links were downloaded so long ago that they are forgotten, by the clock that will forget them. */
async function isOver(importId: string): Promise<boolean> {
  const over = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM "LinkImport"
     WHERE id = ${importId}::uuid AND "downloadedAt" < now() - make_interval(mins => ${DOWNLOAD_MINUTES}::int)`
  return over.length > 0
}

/** Forgets the links of imports that were downloaded, or that nobody came back for; gives how many. */
export async function forgetImports(): Promise<number> {
  return db().$executeRaw`
    UPDATE "LinkImport" SET seed = NULL, rows = '[]'
    WHERE seed IS NOT NULL
      AND ("downloadedAt" < now() - make_interval(mins => ${DOWNLOAD_MINUTES}::int)
        OR "createdAt" < now() - make_interval(days => ${KEPT_DAYS}::int))`
}
