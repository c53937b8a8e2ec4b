import 'server-only'
import { mayHaveGoneOut } from '@/lib/domain/consent-withdrawn'
import { personFor } from '@/lib/domain/mask'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { may, type Staff } from '@/lib/domain/permissions'
import { audit } from './audit'
import { sendingOfJob } from './consent'
import { databaseTime } from './database-clock'
import { db } from './db'
import type { Prisma } from './generated/prisma/client'
import { ownerOf } from './keep-link'
import { signalLink } from './signal'
import { inTransaction } from './transaction'

export const NEEDS_SHOWN = 50

const sent = { captures: { some: { jobs: { some: {} } } } } as const satisfies Prisma.VisitWhereInput
/** What comes before what: a withdrawal must not wait behind anything else, least of all one whose selfie was sent. */
const ranks: readonly Prisma.LinkRequestWhereInput[] = [
  { kind: 'withdrawn', visit: sent },
  { kind: 'withdrawn', NOT: { visit: sent } },
  { kind: { not: 'withdrawn' } },
]

const needRow = {
  id: true,
  at: true,
  kind: true,
  detail: true,
  visit: {
    select: {
      job: { select: { enrolleeId: true, enrollee: { select: { erasedAt: true } } } },
      captures: { select: { jobs: { select: sendingOfJob } } },
    },
  },
  link: {
    select: {
      id: true,
      label: true,
      userId: true,
      userIdPrefix: true,
      displayName: true,
      email: true,
      reissuedAs: { select: { id: true } },
    },
  },
} as const satisfies Prisma.LinkRequestSelect

/** What people have asked of the operator and nobody has seen to yet: withdrawals, then the rest, the oldest first. */
export async function listLinkNeeds(reader: Staff, linkId?: string) {
  const where = needsWhere(reader, linkId)
  if (!where) return []
  const rows: Prisma.LinkRequestGetPayload<{ select: typeof needRow }>[] = []
  for (const rank of ranks)
    rows.push(
      ...(await db().linkRequest.findMany({
        where: { AND: [where, rank] },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
        take: NEEDS_SHOWN - rows.length,
        select: needRow,
      })),
    )
  return rows.map(({ link, visit, ...plain }) => {
    const { id, label, email, reissuedAs, userIdPrefix } = link
    const person =
      link.userId === null
        ? null
        : personFor(may(reader, 'people.read'), { userId: link.userId, displayName: link.displayName })
    return {
      ...plain,
      linkId: id,
      /** The enrollee the visit's job is of, on whose page everything kept of them can be erased. Null: there is no job. */
      enrolleeId: visit?.job?.enrolleeId ?? null,
      isErased: Boolean(visit?.job?.enrollee.erasedAt),
      /** Whether Smile ID may have pictures of this visit. */
      mayHaveGoneOut: visit?.captures.some(({ jobs }) => jobs.some(mayHaveGoneOut)) ?? false,
      label,
      userIdPrefix,
      person,
      hasEmail: email !== null,
      isReissued: reissuedAs !== null,
    }
  })
}

/** How many wait for a person, of all links or of one: the number in the menu. */
export async function countLinkNeeds(reader: Staff, linkId?: string): Promise<number> {
  const where = needsWhere(reader, linkId)
  return where ? db().linkRequest.count({ where }) : 0
}

function needsWhere(reader: Staff, linkId?: string): Prisma.LinkRequestWhereInput | null {
  const owner = ownerOf(reader, 'links.manage')
  // In place of a link whose person is erased no new one can be made, so asking for one is shown to nobody.
  const vain = { kind: 'new_link', link: { erasedAt: { not: null } } } as const
  // Somebody said no, or could not, but every selfie the link is for has been sent since: nobody has to see to it.
  const settled: Prisma.LinkRequestWhereInput = {
    kind: { in: ['declined', 'cannot'] },
    link: { userId: { not: null }, uses: { gte: db().link.fields.maxUses } },
  }
  return owner && { handledAt: null, ...(linkId && { linkId }), link: owner, NOT: [vain, settled] }
}

/** Takes a request off the list without doing more. */
export async function handleLinkNeed(reader: Staff, requestId: string): Promise<Outcome> {
  const where = needsWhere(reader)
  const gone = refuse('not_found', 'Somebody has seen to this already.')
  if (!where) return gone
  const outcome = await inTransaction(async (tx) => {
    const found = await tx.linkRequest.findFirst({
      where: { ...where, id: requestId },
      select: { linkId: true, kind: true },
    })
    if (!found) return gone
    await tx.linkRequest.updateMany({
      where: { id: requestId, handledAt: null },
      data: { handledAt: await databaseTime(tx), handledById: reader.id },
    })
    await audit(tx, {
      operatorId: reader.id,
      action: 'link.request_handled',
      objectType: 'link',
      objectId: found.linkId,
      // Never the reason: the log is kept for ever.
      detail: { kind: found.kind },
    })
    return { ok: true, linkId: found.linkId }
  })
  if (outcome.ok) await signalLink(outcome.linkId)
  return outcome
}
