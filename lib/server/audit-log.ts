import 'server-only'
import type { AuditFilter } from '@/lib/domain/audit-filter'
import { auditActionName, auditDetailWords } from '@/lib/domain/audit-words'
import { csvText } from '@/lib/domain/csv'
import { type Cursor, cursorText, pageOf } from '@/lib/domain/cursor'
import { dayBounds } from '@/lib/domain/time'
import { audit } from './audit'
import { auditHrefs } from './audit-objects'
import { db } from './db'
import type { Prisma } from './generated/prisma/client'
import { operatorNames } from './operator-names'
import { hasRow } from './rows'

const LINES_PER_PAGE = 50
/** The newest so many go into a file: some MB. Days and the other filters reach the rest. */
export const EXPORT_LINES_MAX = 10_000
/** The same page for the same reader within this is one reading, however often it is drawn anew. Seconds. */
const ONE_READING_S = 60

type Reader = { id: string }

/** One line of the log, ready to be read. */
type AuditLineView = {
  id: string
  at: Date
  action: string
  detail: string
  /** Null: Kioo itself. */
  by: string | null
  /** What it is about, where that still has a page. */
  about: { name: string; href: string } | null
}

/**
 * The log, newest first. Asking for it is in it: each page is written down before it is answered, wherever it begins,
 * for an address can name any beginning. `zone`: the reader's, whose day is meant.
 */
export async function readAudit(
  reader: Reader,
  filter: AuditFilter,
  zone: string,
  take = LINES_PER_PAGE,
): Promise<{ lines: AuditLineView[]; older: Cursor | null }> {
  await recordReading(reader, filter)
  const rows = await newest(filter, zone, take + 1)
  const { shown, older } = pageOf(rows, take, ({ at }) => at)
  const [names, hrefs] = await Promise.all([operatorNames(shown.flatMap(operatorsIn)), auditHrefs(shown)])
  const lines = shown.map((row) => {
    const { id, at, action, operatorId } = row
    const about = hrefs(row)
    // The operator a line is about is known by name.
    const name = row.objectType === 'operator' ? names.get(row.objectId) : undefined
    return {
      id,
      at,
      action,
      detail: auditDetailWords(action, row.detail),
      by: operatorId && (names.get(operatorId) ?? operatorId),
      about: about && { ...about, name: name ?? about.name },
    }
  })
  return { lines, older }
}

/** The log as a CSV file, under the same filters; written down before it is handed out. */
export async function exportAudit(
  reader: Reader,
  wanted: AuditFilter,
  zone: string,
  max = EXPORT_LINES_MAX,
): Promise<string> {
  const filter = { ...wanted, before: null }
  const rows = await newest(filter, zone, max + 1)
  const lines = rows.slice(0, max)
  await record(reader, 'audit.exported', { lines: lines.length, ...asked(filter) })
  const names = await operatorNames(lines.map(({ operatorId }) => operatorId))
  const cells = lines.map(({ at, operatorId, action, detail, objectType, objectId }) => [
    at.toISOString(),
    operatorId ? (names.get(operatorId) ?? '') : 'Kioo',
    operatorId ?? '',
    action,
    auditActionName(action),
    auditDetailWords(action, detail),
    objectType,
    objectId,
  ])
  const cut = rows.length > max ? [[`Only the newest ${max} lines. Choose a day to export the older ones.`]] : []
  return csvText([['when', 'by', 'by id', 'action', 'what was done', 'detail', 'about', 'about id'], ...cells, ...cut])
}

/** Everybody whose lines the log can have, by name. */
export function auditPeople(): Promise<{ id: string; name: string; email: string }[]> {
  return db().operator.findMany({
    select: { id: true, name: true, email: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
}

async function recordReading(reader: Reader, filter: AuditFilter): Promise<void> {
  const detail = asked(filter)
  // By the database's clock, as the lines themselves are.
  const written = await db().$queryRaw`
    SELECT 1 FROM "AuditEvent" WHERE "operatorId" = ${reader.id}::uuid AND action = 'audit.read'
       AND at >= now() - make_interval(secs => ${ONE_READING_S}::int) AND detail = ${JSON.stringify(detail)}::jsonb LIMIT 1`
  if (!hasRow(written)) await record(reader, 'audit.read', detail)
}

function record(
  { id }: Reader,
  action: 'audit.read' | 'audit.exported',
  detail: Record<string, string | number>,
): Promise<void> {
  return audit(db(), { operatorId: id, action, objectType: 'audit', objectId: 'log', detail })
}

/** Which part of the log was asked for, as it is written down. */
function asked({ action, by, day, before }: AuditFilter): Record<string, string> {
  return {
    ...(action && { action }),
    ...(by && { by }),
    ...(day && { day }),
    ...(before && { before: cursorText(before) }),
  }
}

function newest({ action, by, day, before }: AuditFilter, zone: string, take: number) {
  const bounds = day && dayBounds(day, zone)
  const where: Prisma.AuditEventWhereInput = {
    AND: [
      action ? { action } : {},
      by ? { operatorId: by } : {},
      bounds ? { at: { gte: bounds.from, lt: bounds.to } } : {},
      before ? olderThan(before) : {},
    ],
  }
  return db().auditEvent.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }], take })
}

/** As `beyond`, of the log's lines. */
function olderThan({ createdAt: at, id }: Cursor): Prisma.AuditEventWhereInput {
  return { at: { lte: at }, OR: [{ at: { lt: at } }, { id: { lt: id } }] }
}

type Concerned = { operatorId: string | null; objectType: string; objectId: string }

/** Whoever a line is by, and the operator it is about, where it is about one. */
function operatorsIn({ operatorId, objectType, objectId }: Concerned): (string | null)[] {
  return objectType === 'operator' ? [operatorId, objectId] : [operatorId]
}
