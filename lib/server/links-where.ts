import 'server-only'
import { z } from 'zod'
import { visitsBehind } from '@/lib/domain/link'
import type { LinkFilter, LinkGroup } from '@/lib/domain/link-filter'
import { may, type Staff } from '@/lib/domain/permissions'
import { db } from './db'
import type { Prisma } from './generated/prisma/client'
import { literalWords } from './search'

/** The links of a filter, as this reader may search for them; the reader's own or everybody's is asked beside it. */
export function linksWhere(reader: Staff, { environment, group, query }: LinkFilter, now: Date): Prisma.LinkWhereInput {
  return {
    ...(environment && { environment }),
    AND: [group ? groupWhere(group, now) : {}, query ? searchWhere(reader, query) : {}],
  }
}

/** What linkState says of a link, asked of the database: each group's states in the same order. */
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
      return { ...isOpen, OR: [{ visits: { some: underWay(now) } }, { lastVisitId: { not: null }, NOT: hasLastWord }] }
    case 'said_no':
      return { ...isOpen, visits: { none: underWay(now) }, ...saidNo }
    case 'part_used':
      return { ...isOpen, visits: { none: underWay(now) }, ...partUsed }
    case 'waiting':
      return { ...isOpen, visits: { none: underWay(now) }, lastVisitId: null }
  }
}

const saidNo: Prisma.LinkWhereInput = {
  userId: { not: null },
  lastVisit: { state: { in: visitsBehind('said_no', 'withdrawn') } },
}
const partUsed: Prisma.LinkWhereInput = {
  OR: [
    { userId: { not: null }, lastVisit: { state: { in: visitsBehind('part_used') } } },
    { userId: null, uses: { gt: 0 } },
  ],
}
const hasLastWord: Prisma.LinkWhereInput = { OR: [saidNo, partUsed] }

const underWay = (now: Date): Prisma.VisitWhereInput => ({ endedAt: null, supersededAt: null, deadline: { gt: now } })

function searchWhere(reader: Staff, query: string): Prisma.LinkWhereInput {
  const id = z.uuid().safeParse(query.toLowerCase())
  const says = { AND: literalWords(query).map((word) => wordWhere(reader, word)) }
  return id.success ? { OR: [says, { id: id.data }] } : says
}

function wordWhere(reader: Staff, word: string): Prisma.LinkWhereInput {
  const contains = { contains: word, mode: 'insensitive' } as const
  const own: Prisma.LinkWhereInput[] = [{ label: contains }, { userIdPrefix: contains }]
  // A search that answers yes or no would give a hidden name away letter by letter.
  const people: Prisma.LinkWhereInput[] = may(reader, 'people.read')
    ? [{ userId: contains }, { displayName: contains }, { email: contains }]
    : []
  return { OR: [...own, ...people] }
}
