import 'server-only'
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { type ImportRow, importRowSchema } from '@/lib/domain/import-rows'
import { importOptionsSchema } from '@/lib/domain/link-import'
import { refuse } from '@/lib/domain/outcome'
import { db } from './db'
import { hasRow } from './rows'
import { derivedKey } from './secrets'

/** Minutes after the first download in which a broken one may be repeated. */
export const DOWNLOAD_MINUTES = 10
/** Days after which an import that nobody downloaded is forgotten. */
export const KEPT_DAYS = 7

type Maker = { id: string }

export const importNotFound = refuse('not_found', 'There is no such import, or it is not yours.')

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
  const over = await db().$queryRaw`
    SELECT 1 FROM "LinkImport"
     WHERE id = ${importId}::uuid AND "downloadedAt" < now() - make_interval(mins => ${DOWNLOAD_MINUTES}::int)`
  return hasRow(over)
}

/** Forgets the links of imports that were downloaded, or that nobody came back for; gives how many. */
export async function forgetImports(): Promise<number> {
  return db().$executeRaw`
    UPDATE "LinkImport" SET seed = NULL, rows = '[]'
    WHERE seed IS NOT NULL
      AND ("downloadedAt" < now() - make_interval(mins => ${DOWNLOAD_MINUTES}::int)
        OR "createdAt" < now() - make_interval(days => ${KEPT_DAYS}::int))`
}
