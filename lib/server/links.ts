import 'server-only'
import { COUNT_MAX } from '@/lib/domain/count'
import { beyond, pageOf } from '@/lib/domain/cursor'
import { linkState } from '@/lib/domain/link'
import { type LinkFilter, type LinkGroup, linkGroupNames } from '@/lib/domain/link-filter'
import { linkNote } from '@/lib/domain/link-words'
import { personFor } from '@/lib/domain/mask'
import { may, type Staff } from '@/lib/domain/permissions'
import { databaseTime } from './database-clock'
import { db } from './db'
import type { Prisma } from './generated/prisma/client'
import { ownerOf } from './keep-link'
import { linksWhere } from './links-where'

const LINKS_PER_PAGE = 50

const newestFirst = [{ createdAt: 'desc' }, { id: 'desc' }] satisfies Prisma.LinkOrderByWithRelationInput[]

/** Links newest first, as this reader may see them: their own, or everybody's. */
export async function listLinks(reader: Staff, filter: LinkFilter) {
  const owner = ownerOf(reader, 'links.read')
  if (!owner) return { links: [], older: null }
  const now = await databaseTime()
  const rows = await db().link.findMany({
    where: { AND: [owner, linksWhere(reader, filter, now), filter.before ? beyond(filter.before) : {}] },
    orderBy: newestFirst,
    take: LINKS_PER_PAGE + 1,
    select: linkRow,
  })
  const { shown, older } = pageOf(rows, LINKS_PER_PAGE, ({ createdAt }) => createdAt)
  return { links: shown.map((row) => linkFor(reader, row, now)), older }
}

/**
 * How many links each group holds, under the same environment and search. Counting stops one beyond `max`, as it does
 * for jobs.
 */
export async function countLinks(
  reader: Staff,
  filter: LinkFilter,
  max = COUNT_MAX,
): Promise<Record<LinkGroup, number>> {
  const owner = ownerOf(reader, 'links.read')
  if (!owner) return noneYet
  const now = await databaseTime()
  const counted = linkGroupNames.map(async (group) => {
    const where = { AND: [owner, linksWhere(reader, { ...filter, group }, now)] }
    // In the list's order, as jobs are counted.
    return [group, await db().link.count({ where, orderBy: newestFirst, take: max + 1 })]
  })
  return { ...noneYet, ...Object.fromEntries(await Promise.all(counted)) }
}

const noneYet: Record<LinkGroup, number> = {
  waiting: 0,
  opened: 0,
  said_no: 0,
  part_used: 0,
  completed: 0,
  expired: 0,
  stopped: 0,
}

/** Which of these links the reader may hear of. */
export async function readLinkIds(reader: Staff, ids: string[]): Promise<{ id: string }[]> {
  const owner = ownerOf(reader, 'links.read')
  return owner ? db().link.findMany({ where: { id: { in: ids }, ...owner }, select: { id: true } }) : []
}

export const linkRow = {
  id: true,
  createdAt: true,
  environment: true,
  label: true,
  userId: true,
  userIdPrefix: true,
  displayName: true,
  email: true,
  expiresAt: true,
  maxUses: true,
  uses: true,
  pausedAt: true,
  revokedAt: true,
  revokedWhy: true,
  sentAt: true,
  remindedAt: true,
  erasedAt: true,
  createdById: true,
  createdBy: { select: { name: true } },
  reissuedAs: { select: { id: true } },
  lastVisit: { select: { state: true, stopReason: true, deadline: true } },
  /** The one that has the most time left, of those that have not ended. */
  visits: {
    where: { endedAt: null, supersededAt: null },
    select: { deadline: true, endedAt: true, supersededAt: true },
    orderBy: { deadline: 'desc' },
    take: 1,
  },
} as const satisfies Prisma.LinkSelect

/** One link in a list, people masked where the reader may not see them. */
export function linkFor(reader: Staff, row: Prisma.LinkGetPayload<{ select: typeof linkRow }>, now: Date) {
  const { userId, displayName, email, createdBy, reissuedAs, lastVisit: last, visits, ...plain } = row
  const seesPeople = may(reader, 'people.read')
  const isInUse = visits.some(({ endedAt, supersededAt, deadline }) => !endedAt && !supersededAt && deadline > now)
  const facts = { ...plain, isForOne: userId !== null, last: last?.state ?? null, isInUse }
  const state = linkState(facts, now)
  const person = userId === null ? null : personFor(seesPeople, { userId, displayName })
  return {
    ...plain,
    state,
    by: createdBy.name,
    person,
    email: seesPeople ? email : null,
    hasEmail: email !== null,
    reissuedAs: reissuedAs?.id ?? null,
    last,
    note: linkNote({ state, last, revokedWhy: row.revokedWhy }, now),
    mayManage: may(reader, 'links.manage', row.createdById),
  }
}
