import 'server-only'
import { z } from 'zod'
import { COUNT_MAX } from '@/lib/domain/count'
import { beyond, type Cursor, pageOf } from '@/lib/domain/cursor'
import { jobTypeSchema } from '@/lib/domain/job'
import { type JobFilter, type JobGroup, jobCountMax, jobGroupNames, jobGroups } from '@/lib/domain/job-filter'
import { personFor } from '@/lib/domain/mask'
import { may, type Staff } from '@/lib/domain/permissions'
import { consentOfCapture, consentOfEnrollee, withdrawalOf, withdrawnJobs } from './consent'
import { db } from './db'
import type { Prisma } from './generated/prisma/client'
import { jobsFound } from './job-search'

/** Rows of a list: enough for a tall screen, few enough to read. */
const JOBS_PER_PAGE = 50

const newestFirst = [{ createdAt: 'desc' }, { id: 'desc' }] satisfies Prisma.JobOrderByWithRelationInput[]

type JobListing = { jobs: JobRow[]; older: Cursor | null }

/** Jobs newest first, as this reader may see them. `since`: when today began in the reader's zone. */
export async function listJobs(
  reader: Staff,
  filter: JobFilter,
  since: Date,
  take = JOBS_PER_PAGE,
): Promise<JobListing> {
  const found = await jobsFound(reader, filter.query)
  const rows = await db().job.findMany({
    where: { AND: [jobsWhere(filter, since, found), filter.before ? beyond(filter.before) : {}] },
    orderBy: newestFirst,
    take: take + 1,
    select: jobRow,
  })
  const { shown, older } = pageOf(rows, take, ({ createdAt }) => createdAt)
  return { jobs: shown.map((row) => jobRowFor(reader, row)), older }
}

/**
 * How many jobs each group holds, under the same environment, day and search. Counting stops one beyond `max`, or one
 * beyond jobCountMax, so that a list costs the same however many jobs there have ever been.
 */
export async function countJobs(
  reader: Staff,
  filter: JobFilter,
  since: Date,
  max = COUNT_MAX,
): Promise<Record<JobGroup, number>> {
  const found = await jobsFound(reader, filter.query)
  const counted = jobGroupNames.map(async (group) => [group, await countFound({ ...filter, group }, since, found, max)])
  return { ...emptyCounts, ...Object.fromEntries(await Promise.all(counted)) }
}

/** How many jobs one group holds; counted as by countJobs. */
export async function countGroup(reader: Staff, filter: JobFilter, since: Date, group: JobGroup): Promise<number> {
  return countFound({ ...filter, group }, since, await jobsFound(reader, filter.query), COUNT_MAX)
}

function countFound(filter: JobFilter, since: Date, found: Prisma.JobWhereInput, max: number): Promise<number> {
  const most = Math.min(max, jobCountMax(filter.group))
  // In the list's order, so that its index ends the counting early; by id, as by itself, all would be found and sorted first.
  return db().job.count({ where: jobsWhere(filter, since, found), orderBy: newestFirst, take: most + 1 })
}

/** The id of the job whose whole id was pasted into the search, if there is one. */
export async function findPastedJob(query: string): Promise<string | null> {
  const id = z.uuid().safeParse(query.trim().toLowerCase())
  if (!id.success) return null
  return (await db().job.findUnique({ where: { id: id.data }, select: { id: true } }))?.id ?? null
}

const emptyCounts: Record<JobGroup, number> = {
  person: 0,
  waiting: 0,
  provisional: 0,
  approved: 0,
  rejected: 0,
  refused: 0,
  failed: 0,
}

function groupWhere(group: JobGroup): Prisma.JobWhereInput {
  const state = { in: [...jobGroups[group].states] }
  if (group !== 'person') return { state }
  // There is nothing to do about their jobs, nor to compare: a withdrawal waits among the links' needs. One that was not
  // sent for it has lost its pictures, whatever the person agreed to since. To a null, `not` alone says neither yes nor no.
  const notEndedByIt = { OR: [{ failureCode: null }, { failureCode: { not: 'consent_withdrawn' } }] }
  const unsettled = { state, retries: { none: {} }, ...notEndedByIt }
  const open = { OR: [unsettled, { reportWaits: true }, { conflictWaits: true }] }
  return { enrollee: { erasedAt: null }, NOT: withdrawnJobs, AND: [open] }
}

/** `found`: what the search finds, asked for once for a page's list and all its counts. */
function jobsWhere(filter: JobFilter, since: Date, found: Prisma.JobWhereInput): Prisma.JobWhereInput {
  return {
    ...(filter.environment && { environment: filter.environment }),
    ...(filter.today && { createdAt: { gte: since } }),
    AND: [filter.group ? groupWhere(filter.group) : {}, found],
  }
}

/** The columns of a row in a list; nothing else of a job reaches a list page. */
export const jobRow = {
  id: true,
  createdAt: true,
  environment: true,
  type: true,
  state: true,
  resultCode: true,
  failureCode: true,
  reportWaits: true,
  conflictWaits: true,
  attempts: true,
  nextStepAt: true,
  uploadedAt: true,
  createdById: true,
  createdBy: { select: { name: true } },
  visitId: true,
  enrollee: { select: { id: true, userId: true, displayName: true, ...consentOfEnrollee } },
  capture: { select: consentOfCapture },
  retries: { select: { id: true }, take: 1 },
} as const satisfies Prisma.JobSelect

/** One job in a list, people masked where the reader may not see them. */
export function jobRowFor(reader: Staff, row: Prisma.JobGetPayload<{ select: typeof jobRow }>) {
  const { enrollee, capture: _, createdBy, visitId, retries, type, ...plain } = row
  return {
    ...plain,
    type: jobTypeSchema.parse(type),
    by: createdBy.name,
    isByLink: visitId !== null,
    enrolleeId: enrollee.id,
    person: personFor(may(reader, 'people.read'), enrollee),
    sentAgainAs: retries[0]?.id ?? null,
    ...withdrawalOf(row),
  }
}

export type JobRow = ReturnType<typeof jobRowFor>
