import 'server-only'
import { z } from 'zod'
import { beyond, type Cursor } from '@/lib/domain/cursor'
import { linkState } from '@/lib/domain/link'
import type { LinkFilter, LinkGroup } from '@/lib/domain/link-filter'
import { personFor } from '@/lib/domain/mask'
import { may, type Role } from '@/lib/domain/permissions'
import { db } from './db'
import type { Prisma } from './generated/prisma/client'
import { ownerOf } from './keep-link'
import { literalWords } from './search'

type Reader = { id: string; role: Role }

const LINKS_PER_PAGE = 50

/** Links newest first, as this reader may see them: their own, or everybody's. */
export async function listLinks(reader: Reader, filter: LinkFilter) {
  const owner = ownerOf(reader, 'links.read')
  if (!owner) return { links: [], older: null }
  const now = new Date()
  const rows = await db().link.findMany({
    where: {
      ...owner,
      ...(filter.environment && { environment: filter.environment }),
      AND: [
        filter.group ? groupWhere(filter.group, now) : {},
        filter.query ? searchWhere(reader, filter.query) : {},
        filter.before ? beyond(filter.before) : {},
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: LINKS_PER_PAGE + 1,
    select: linkRow,
  })
  const last = rows.length > LINKS_PER_PAGE ? rows[LINKS_PER_PAGE - 1] : undefined
  const older: Cursor | null = last ?? null
  return { links: rows.slice(0, LINKS_PER_PAGE).map((row) => linkFor(reader, row, now)), older }
}

/** Which of these links the reader may hear of. */
export async function readLinkIds(reader: Reader, ids: string[]): Promise<{ id: string }[]> {
  const owner = ownerOf(reader, 'links.read')
  return owner ? db().link.findMany({ where: { id: { in: ids }, ...owner }, select: { id: true } }) : []
}

/** The same order as linkState, told to the database. */
function groupWhere(group: LinkGroup, now: Date): Prisma.LinkWhereInput {
  const isFree: Prisma.LinkWhereInput = { pausedAt: null, revokedAt: null }
  const isFull: Prisma.LinkWhereInput = { uses: { gte: db().link.fields.maxUses } }
  const isOpen: Prisma.LinkWhereInput = { ...isFree, expiresAt: { gt: now }, NOT: isFull }
  switch (group) {
    case 'stopped':
      return { OR: [{ pausedAt: { not: null } }, { revokedAt: { not: null } }] }
    case 'completed':
      return { ...isFree, ...isFull }
    case 'expired':
      return { ...isFree, expiresAt: { lte: now }, NOT: isFull }
    case 'opened':
      return { ...isOpen, OR: [{ openedAt: { not: null } }, { visits: { some: underWay(now) } }] }
    case 'waiting':
      return { ...isOpen, openedAt: null, visits: { none: underWay(now) } }
  }
}

const underWay = (now: Date): Prisma.VisitWhereInput => ({ endedAt: null, supersededAt: null, deadline: { gt: now } })

function searchWhere(reader: Reader, query: string): Prisma.LinkWhereInput {
  const id = z.uuid().safeParse(query.toLowerCase())
  const says = { AND: literalWords(query).map((word) => wordWhere(reader, word)) }
  return id.success ? { OR: [says, { id: id.data }] } : says
}

function wordWhere(reader: Reader, word: string): Prisma.LinkWhereInput {
  const contains = { contains: word, mode: 'insensitive' } as const
  const own: Prisma.LinkWhereInput[] = [{ label: contains }, { userIdPrefix: contains }]
  // A search that answers yes or no would give a hidden name away letter by letter.
  const people: Prisma.LinkWhereInput[] = may(reader, 'people.read')
    ? [{ userId: contains }, { displayName: contains }, { email: contains }]
    : []
  return { OR: [...own, ...people] }
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
  openedAt: true,
  erasedAt: true,
  createdById: true,
  createdBy: { select: { name: true } },
  reissuedAs: { select: { id: true } },
  visits: {
    select: { state: true, deadline: true, endedAt: true, supersededAt: true },
    orderBy: { createdAt: 'desc' },
    take: 1,
  },
} as const satisfies Prisma.LinkSelect

/** One link in a list, people masked where the reader may not see them. */
export function linkFor(reader: Reader, row: Prisma.LinkGetPayload<{ select: typeof linkRow }>, now: Date) {
  const { userId, displayName, email, createdBy, reissuedAs, visits, ...plain } = row
  const seesPeople = may(reader, 'people.read')
  const [latest] = visits
  const isInUse = latest !== undefined && !latest.endedAt && !latest.supersededAt && latest.deadline > now
  return {
    ...plain,
    state: linkState({ ...plain, isInUse }, now),
    by: createdBy.name,
    person: userId === null ? null : personFor(seesPeople, { userId, displayName }),
    email: seesPeople ? email : null,
    hasEmail: email !== null,
    reissuedAs: reissuedAs?.id ?? null,
    /** Where the newest visit stands. */
    stage: latest?.state ?? null,
    mayManage: may(reader, 'links.manage', row.createdById),
  }
}
