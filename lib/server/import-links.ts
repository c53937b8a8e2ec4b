import 'server-only'
import { z } from 'zod'
import { csvText } from '@/lib/domain/csv'
import type { ImportRow } from '@/lib/domain/import-rows'
import { overInFile } from '@/lib/domain/link-import'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import { audit, auditEach } from './audit'
import { databaseTime } from './database-clock'
import { db, type Tx } from './db'
import { type ImportView, importKey, importNotFound, importToken, readImport } from './imports'
import { deadReason } from './link-page'
import { linkUrl } from './link-token'
import { newId } from './new-id'
import { hashToken } from './secrets'
import { sha256 } from './sha256'
import { inTransaction } from './transaction'

/** Links made in one statement: some tenths of a second, so that progress is seen and little is ever repeated. */
const BATCH = 100

/** An import that is not forgotten: what its links are made from. */
const seedSchema = z.object({ seed: z.instanceof(Uint8Array) })
const begunSchema = seedSchema.extend({ at: z.date() })
type Begun = z.infer<typeof begunSchema>

/** Why nothing can be made or downloaded any more. */
function forgotten({ downloadedAt }: { downloadedAt: Date | null }): Refusal {
  return downloadedAt
    ? refuse('forgotten', 'This import is over: its links were downloaded and forgotten. Make new ones with Re-issue.')
    : refuse('forgotten', 'Nobody downloaded this import for so long that it was forgotten. Check its file once more.')
}

/**
 * Makes the next links of an import and says how far it has come. Called until `made` is `wanted`; calling it
 * again, or twice at once, makes nothing twice: the database holds each row's key unique. Until then `made` rises
 * with every call. Refusals: not_found, forgotten.
 */
export async function makeNextLinks(
  maker: { id: string },
  importId: string,
): Promise<Outcome<{ wanted: number; made: number }>> {
  if (!z.uuid().safeParse(importId).success) return importNotFound
  // The conditional update is the lock against a file that is being checked anew: what it says is read after it.
  const rows = await db().$queryRaw`
    UPDATE "LinkImport" SET "startedAt" = COALESCE("startedAt", now())
    WHERE id = ${importId}::uuid AND "createdById" = ${maker.id}::uuid AND wanted > 0 AND seed IS NOT NULL
    RETURNING seed, now() AS at`
  const [begun] = z.array(begunSchema).parse(rows)
  const view = await readImport(maker, importId)
  if (!view) return importNotFound
  const { wanted, made } = view
  if (made >= wanted) return { ok: true, wanted, made }
  if (!begun || view.isForgotten) return forgotten(view)
  const batch = rowsLeft(view).slice(0, BATCH)
  await inTransaction((tx) => makeBatch(tx, maker, view, begun, batch))
  // Those another tab made at the same moment are among them.
  return { ok: true, wanted, made: made + batch.length }
}

async function makeBatch(
  tx: Tx,
  maker: { id: string },
  { id, options }: ImportView,
  { seed, at }: Begun,
  batch: ImportRow[],
): Promise<Outcome> {
  const kept = await linesKept(tx, id)
  const { expiryMinutes, ...common } = options
  const expiresAt = new Date(at.getTime() + expiryMinutes * 60_000)
  const links = await tx.link.createManyAndReturn({
    data: batch
      .filter(({ line }) => kept.has(line))
      .map(({ line, userId, displayName, email }) => ({
        ...common,
        userId,
        displayName: displayName || null,
        email: email || null,
        expiresAt,
        createdById: maker.id,
        tokenHash: hashToken(importToken(seed, id, line)),
        formKey: newId(),
        formHash: sha256(importKey(id, line)),
        importKey: importKey(id, line),
      })),
    skipDuplicates: true,
    select: { id: true },
  })
  const detail = { minutes: expiryMinutes, importId: id }
  const entry = { operatorId: maker.id, action: 'link.made', objectType: 'link', detail } as const
  await auditEach(
    tx,
    entry,
    links.map((link) => link.id),
  )
  return { ok: true }
}

/** The lines the import still has. Locked, so that no link is made of a row that is just being erased. */
async function linesKept(tx: Tx, importId: string): Promise<Set<number>> {
  await tx.$queryRaw`SELECT 1 FROM "LinkImport" WHERE id = ${importId}::uuid FOR SHARE`
  const rows = await tx.$queryRaw`
    SELECT (value->>'line')::int AS line FROM "LinkImport", jsonb_array_elements(rows) WHERE id = ${importId}::uuid`
  const lines = z.array(z.object({ line: z.number().int() })).parse(rows)
  return new Set(lines.map(({ line }) => line))
}

function rowsLeft({ rows, madeLines }: ImportView): ImportRow[] {
  return rows.filter(({ line, problems }) => problems.length === 0 && !madeLines.has(line))
}

/**
 * The links of an import as a CSV file, all in the order of the file that was imported; one that opens nothing any more
 * comes without its address and says why. Once: a broken download may be repeated for some minutes, then Kioo forgets
 * the links. Refusals: not_found, not_finished, forgotten.
 */
export async function downloadImport(maker: { id: string }, importId: string): Promise<Outcome<{ csv: string }>> {
  const view = await readImport(maker, importId)
  if (!view) return importNotFound
  if (view.isForgotten) return forgotten(view)
  const { id, rows, wanted, madeLines } = view
  if (madeLines.size < wanted)
    return refuse(
      'not_finished',
      `${madeLines.size} of ${wanted} links are made. Continue first, then download them all at once.`,
    )
  const marked = await inTransaction((tx) => markDownloaded(tx, maker, view))
  if (!marked.ok) return marked
  const { seed, ends } = marked
  const lines = rows
    .filter(({ line }) => madeLines.has(line))
    .map(({ line, userId, displayName, email }) => {
      const end = ends.get(importKey(id, line))
      const link = end?.isGood ? linkUrl(importToken(seed, id, line)) : ''
      return [userId, displayName, email, link, end?.words ?? '']
    })
  return { ok: true, csv: csvText([['user id', 'name', 'e-mail', 'link', 'good until'], ...lines]) }
}

async function markDownloaded(
  tx: Tx,
  maker: { id: string },
  view: ImportView,
): Promise<Outcome<{ seed: Uint8Array; ends: Map<string, End> }>> {
  const found = await tx.$queryRaw`
    UPDATE "LinkImport" SET "downloadedAt" = COALESCE("downloadedAt", now())
    WHERE id = ${view.id}::uuid AND "createdById" = ${maker.id}::uuid AND seed IS NOT NULL
    RETURNING seed`
  const [marked] = z.array(seedSchema).parse(found)
  if (!marked) return forgotten(view)
  const ends = await readEnds(tx, view)
  await audit(tx, {
    operatorId: maker.id,
    action: 'import.downloaded',
    objectType: 'import',
    objectId: view.id,
    detail: { links: [...ends.values()].filter(({ isGood }) => isGood).length },
  })
  return { ok: true, seed: marked.seed, ends }
}

/** Until when a link is good; or, where it is not, why. */
type End = { isGood: boolean; words: string }

/** The end of each link of an import, by its key. */
async function readEnds(tx: Tx, { id, rows }: ImportView): Promise<Map<string, End>> {
  const now = await databaseTime(tx)
  const links = await tx.link.findMany({
    where: { importKey: { in: rows.map(({ line }) => importKey(id, line)) } },
    select: { importKey: true, expiresAt: true, revokedAt: true, revokedWhy: true, uses: true, maxUses: true },
  })
  return new Map(
    links.map(({ importKey: key, ...link }) => {
      // One that is paused can be resumed, and its address is to be had nowhere else.
      const over = overInFile(deadReason({ ...link, pausedAt: null, now }))
      return [key ?? '', { isGood: over === null, words: over ?? link.expiresAt.toISOString() }]
    }),
  )
}
