import 'server-only'
import { csvText } from '@/lib/domain/csv'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { db } from './db'
import { env } from './env'
import { type ImportView, importKey, importNotFound, importToken, readImport } from './link-import'
import { newId } from './new-id'
import { hashToken } from './secrets'

/** Links made in one statement: some tenths of a second, so that progress is seen and little is ever repeated. */
const BATCH = 100

const forgotten = refuse(
  'forgotten',
  'This import is over: its links were downloaded and forgotten. Make new ones with Re-issue.',
)

/**
 * Makes the next links of an import and says how far it has come. Called until `made` is `wanted`; calling it
 * again, or twice at once, makes nothing twice: the database holds each row's key unique.
 */
export async function makeNextLinks(
  maker: { id: string },
  importId: string,
): Promise<Outcome<{ wanted: number; made: number }>> {
  const before = await readImport(maker, importId)
  if (!before) return importNotFound
  const { id } = before
  if (rowsLeft(before).length === 0) return { ok: true, wanted: before.wanted, made: before.madeLines.size }
  // The conditional update is the lock against a file that is being checked anew: what it says is read after it.
  const [begun] = await db().$queryRaw<{ seed: Uint8Array; at: Date }[]>`
    UPDATE "LinkImport" SET "startedAt" = COALESCE("startedAt", now())
    WHERE id = ${id}::uuid AND "createdById" = ${maker.id}::uuid AND seed IS NOT NULL
    RETURNING seed, now() AS at`
  const view = begun && (await readImport(maker, importId))
  if (!begun || !view || view.isForgotten) return forgotten

  const left = rowsLeft(view)
  const { wanted, madeLines, options } = view
  const { expiryMinutes, ...common } = options
  const expiresAt = new Date(begun.at.getTime() + expiryMinutes * 60_000)
  const { count } = await db().link.createMany({
    data: left.slice(0, BATCH).map(({ line, userId, displayName, email }) => {
      const token = importToken(begun.seed, id, line)
      return {
        ...common,
        userId,
        displayName: displayName || null,
        email: email || null,
        expiresAt,
        createdById: maker.id,
        tokenHash: hashToken(token),
        formKey: newId(),
        formHash: hashToken(importKey(id, line)),
        importKey: importKey(id, line),
      }
    }),
    skipDuplicates: true,
  })
  return { ok: true, wanted, made: Math.min(wanted, madeLines.size + count) }
}

function rowsLeft({ rows, madeLines }: ImportView) {
  return rows.filter(({ line, problems }) => problems.length === 0 && !madeLines.has(line))
}

/**
 * The links of an import as a CSV file, all in the order of the file that was imported. Once: a broken
 * download may be repeated for some minutes, then Kioo forgets the links. Refusals: not_found, not_finished,
 * forgotten.
 */
export async function downloadImport(maker: { id: string }, importId: string): Promise<Outcome<{ csv: string }>> {
  const view = await readImport(maker, importId)
  if (!view) return importNotFound
  if (view.isForgotten) return forgotten
  const { id, rows, wanted, madeLines } = view
  if (madeLines.size < wanted)
    return refuse(
      'not_finished',
      `${madeLines.size} of ${wanted} links are made. Continue first, then download them all at once.`,
    )
  const [marked] = await db().$queryRaw<{ seed: Uint8Array }[]>`
    UPDATE "LinkImport" SET "downloadedAt" = COALESCE("downloadedAt", now())
    WHERE id = ${id}::uuid AND "createdById" = ${maker.id}::uuid AND seed IS NOT NULL
    RETURNING seed`
  if (!marked) return forgotten
  const ends = await db().link.findMany({
    where: { importKey: { in: rows.map(({ line }) => importKey(id, line)) } },
    select: { importKey: true, expiresAt: true },
  })
  const endOf = new Map(ends.map(({ importKey: key, expiresAt }) => [key, expiresAt.toISOString()]))
  const lines = rows
    .filter(({ line }) => madeLines.has(line))
    .map(({ line, userId, displayName, email }) => [
      userId,
      displayName,
      email,
      `${env().KIOO_URL}/e/${importToken(marked.seed, id, line)}`,
      endOf.get(importKey(id, line)) ?? '',
    ])
  return { ok: true, csv: csvText([['user id', 'name', 'e-mail', 'link', 'good until'], ...lines]) }
}
