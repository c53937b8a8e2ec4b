import 'server-only'
import { z } from 'zod'
import type { Staff } from '@/lib/domain/permissions'
import { databaseTime } from './database-clock'
import { db } from './db'
import type { Prisma } from './generated/prisma/client'
import { importOf } from './imports'
import { jobRow, jobRowFor } from './jobs'
import { ownerOf } from './keep-link'
import { linkFor, linkRow } from './links'
import { operatorNames } from './operator-names'
import { readVisitEvents } from './visit-events'

const VISITS_SHOWN = 50
const JOBS_SHOWN = 50
const HISTORY_SHOWN = 100

/** Everything about one link; null when there is none under this id, or it is not this reader's. */
export async function readLink(reader: Staff, linkId: string) {
  const owner = ownerOf(reader, 'links.read')
  if (!owner || !z.uuid().safeParse(linkId).success) return null
  const now = await databaseTime()
  const row = await db().link.findFirst({
    where: { id: linkId, ...owner },
    select: {
      ...linkRow,
      allowReEnroll: true,
      reason: true,
      language: true,
      redirectUrl: true,
      contact: true,
      reissuedFromId: true,
      importKey: true,
      revokedBy: { select: { name: true } },
      visits: { select: visit, orderBy: { createdAt: 'desc' }, take: VISITS_SHOWN },
      jobs: { select: jobRow, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: JOBS_SHOWN },
      _count: { select: { visits: true, jobs: true } },
    },
  })
  if (!row) return null
  const { visits, jobs, _count, allowReEnroll, reason, language, redirectUrl, contact, reissuedFromId, revokedBy } = row
  const historyOf = await readVisitEvents(visits.map(({ id }) => id))
  return {
    ...linkFor(reader, row, now),
    allowReEnroll,
    reason,
    language,
    redirectUrl,
    contact,
    reissuedFrom: reissuedFromId,
    revokedBy: revokedBy?.name ?? null,
    /** What its state and those of its visits are as of. */
    asOf: now,
    visits: visits.map(({ job, consent, ...plain }) => ({
      ...plain,
      jobId: job?.id ?? null,
      consentAt: consent?.at ?? null,
      withdrawnAt: consent?.withdrawnAt ?? null,
      ...historyOf(plain.id),
    })),
    jobs: jobs.map((job) => jobRowFor(reader, job)),
    visitCount: _count.visits,
    jobCount: _count.jobs,
    history: await readHistory(row.id, row.importKey),
  }
}

const visit = {
  id: true,
  createdAt: true,
  deadline: true,
  state: true,
  language: true,
  device: true,
  stopReason: true,
  supersededAt: true,
  endedAt: true,
  job: { select: { id: true } },
  consent: { select: { at: true, withdrawnAt: true } },
} as const satisfies Prisma.VisitSelect

/** The last that operators did with the link, oldest first, and with the import it was made by: a download hands it out too. */
async function readHistory(linkId: string, importKey: string | null) {
  const own = { objectType: 'link', objectId: linkId }
  const imported = importKey ? [{ objectType: 'import', objectId: importOf(importKey) }] : []
  const rows = await db().auditEvent.findMany({
    where: { OR: [own, ...imported] },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: HISTORY_SHOWN,
    select: { id: true, at: true, action: true, detail: true, operatorId: true },
  })
  const names = await operatorNames(rows.map(({ operatorId }) => operatorId))
  return rows
    .reverse()
    .map(({ operatorId, ...row }) => ({ ...row, by: operatorId ? (names.get(operatorId) ?? null) : null }))
}
