import 'server-only'
import { z } from 'zod'
import { beyond, type Cursor, pageOf } from '@/lib/domain/cursor'
import type { EnrolleeFilter } from '@/lib/domain/enrollee-filter'
import { personFor } from '@/lib/domain/mask'
import { may, type Staff } from '@/lib/domain/permissions'
import { consentOfCapture, withdrawnAt } from './consent'
import { db } from './db'
import { jobUnderWay } from './erase-person'
import type { Prisma } from './generated/prisma/client'
import { type JobRow, jobRow, jobRowFor } from './jobs'
import { personMatches } from './search'

const ENROLLEES_PER_PAGE = 50
/** The newest jobs on an enrollee's own page; the list has the rest. */
const JOBS_SHOWN = 50

/** Enrollees newest first, as this reader may see them. */
export async function listEnrollees(reader: Staff, filter: EnrolleeFilter) {
  const rows = await db().enrollee.findMany({
    where: {
      ...(filter.environment && { environment: filter.environment }),
      AND: [filter.query ? personMatches(reader, filter.query) : {}, filter.before ? beyond(filter.before) : {}],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: ENROLLEES_PER_PAGE + 1,
    select: enrolleeRow,
  })
  const { shown, older } = pageOf(rows, ENROLLEES_PER_PAGE, ({ createdAt }) => createdAt)
  const counts = await jobCounts(shown.map(({ id }) => id))
  return { enrollees: shown.map((row) => ({ ...enrolleeFor(reader, row), jobCount: counts.get(row.id) ?? 0 })), older }
}

/** How many jobs each of these enrollees has. Asked beside the list: as part of it, every job there is would be counted first. */
async function jobCounts(enrolleeIds: string[]): Promise<Map<string, number>> {
  const counted = await db().job.groupBy({
    by: ['enrolleeId'],
    where: { enrolleeId: { in: enrolleeIds } },
    _count: { _all: true },
  })
  return new Map(counted.map(({ enrolleeId, _count }) => [enrolleeId, _count._all]))
}

/** One enrollee with a page of their jobs, newest first; null when there is none under this id. */
export async function readEnrollee(reader: Staff, enrolleeId: string, before: Cursor | null = null) {
  if (!z.uuid().safeParse(enrolleeId).success) return null
  const row = await db().enrollee.findUnique({
    where: { id: enrolleeId },
    select: {
      ...enrolleeRow,
      jobs: {
        where: before ? beyond(before) : {},
        select: jobRow,
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: JOBS_SHOWN + 1,
      },
    },
  })
  if (!row) return null
  const { shown, older } = pageOf(row.jobs, JOBS_SHOWN, ({ createdAt }) => createdAt)
  const jobs: JobRow[] = shown.map((job) => jobRowFor(reader, job))
  const [jobCount, jobsUnderWay] = await Promise.all([
    db().job.count({ where: { enrolleeId } }),
    db().job.count({ where: { enrolleeId, ...jobUnderWay } }),
  ])
  return { ...enrolleeFor(reader, row), jobs, older, jobCount, jobsUnderWay }
}

const enrolleeRow = {
  id: true,
  environment: true,
  userId: true,
  displayName: true,
  createdAt: true,
  enrolledAt: true,
  erasedAt: true,
  erasedBy: { select: { name: true } },
  enrolledJob: {
    select: {
      id: true,
      createdById: true,
      capture: { select: { frames: { select: { position: true }, take: 1 }, ...consentOfCapture } },
    },
  },
} as const satisfies Prisma.EnrolleeSelect

function enrolleeFor(reader: Staff, row: Prisma.EnrolleeGetPayload<{ select: typeof enrolleeRow }>) {
  const { id, environment, createdAt, enrolledAt, enrolledJob, erasedAt, erasedBy } = row
  return {
    id,
    environment,
    createdAt,
    enrolledAt,
    /** Null: they were not erased. */
    erased: erasedAt && { at: erasedAt, by: erasedBy?.name ?? null },
    /** Of the consent behind the selfie on file. */
    withdrawnAt: withdrawnAt(enrolledJob),
    person: personFor(may(reader, 'people.read'), row),
    /** The job whose selfie is on file, and whether its frames are still kept. */
    enrolledJob: enrolledJob && {
      id: enrolledJob.id,
      createdById: enrolledJob.createdById,
      hasFrames: enrolledJob.capture.frames.length > 0,
    },
  }
}
