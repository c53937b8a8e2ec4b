import 'server-only'
import {
  type CallbackFilter,
  type CallbackGroup,
  callbackGroupNames,
  callbackGroups,
} from '@/lib/domain/callback-filter'
import { COUNT_MAX } from '@/lib/domain/count'
import { type Cursor, pageOf } from '@/lib/domain/cursor'
import { personFor } from '@/lib/domain/mask'
import { may, reach, type Staff } from '@/lib/domain/permissions'
import { db } from './db'
import type { Prisma } from './generated/prisma/client'

const CALLBACKS_PER_PAGE = 50

const newestFirst = [{ receivedAt: 'desc' }, { id: 'desc' }] satisfies Prisma.CallbackOrderByWithRelationInput[]

/** Callbacks newest first, as this reader may see them: those of their own jobs, or all that ever came. */
export async function listCallbackRows(reader: Staff, filter: CallbackFilter, take = CALLBACKS_PER_PAGE) {
  const rows = await db().callback.findMany({
    where: { AND: [callbacksWhere(reader, filter), filter.before ? before(filter.before) : {}] },
    orderBy: newestFirst,
    take: take + 1,
    select: callbackRow,
  })
  const { shown, older } = pageOf(rows, take, ({ receivedAt }) => receivedAt)
  return { callbacks: shown.map((row) => callbackRowFor(reader, row)), older }
}

/**
 * How many callbacks each group holds, under the same environment, code and job. Counting stops one beyond `max`: there
 * are more callbacks than jobs, and they are kept.
 */
export async function countCallbacks(
  reader: Staff,
  filter: CallbackFilter,
  max = COUNT_MAX,
): Promise<Record<CallbackGroup, number>> {
  const counted = callbackGroupNames.map(async (group) => {
    const where = callbacksWhere(reader, { ...filter, group })
    // In the list's order, as jobs are counted.
    return [group, await db().callback.count({ where, orderBy: newestFirst, take: max + 1 })]
  })
  return { ...noneYet, ...Object.fromEntries(await Promise.all(counted)) }
}

const noneYet: Record<CallbackGroup, number> = { waiting: 0, applied: 0, contradicts: 0, kept: 0, aside: 0 }

/** Which of these callbacks the reader may hear of. */
export function readCallbackIds(reader: Staff, ids: string[]): Promise<{ id: string }[]> {
  return db().callback.findMany({ where: { id: { in: ids }, ...readableBy(reader) }, select: { id: true } })
}

/** The callbacks this reader may see. Those of no job are everybody's and nobody's: for whoever sees all. */
export function readableBy(reader: Staff): Prisma.CallbackWhereInput {
  const granted = reach(reader.role, 'callbacks.read')
  if (granted === 'all') return {}
  return granted === 'own' ? { job: { createdById: reader.id } } : { id: { in: [] } }
}

function callbacksWhere(reader: Staff, filter: CallbackFilter): Prisma.CallbackWhereInput {
  const { group, environment, code, jobId, odd } = filter
  return {
    AND: [
      readableBy(reader),
      group ? { state: { in: [...callbackGroups[group].states] } } : {},
      environment ? { job: { environment } } : {},
      code ? { resultCode: code } : {},
      jobId ? { jobId } : {},
      odd ? { id: { in: [] } } : {},
    ],
  }
}

/** As `beyond`, of callbacks. */
function before({ createdAt: receivedAt, id }: Cursor): Prisma.CallbackWhereInput {
  return { receivedAt: { lte: receivedAt }, OR: [{ receivedAt: { lt: receivedAt } }, { id: { lt: id } }] }
}

/** The columns of a row; no body is read for a list. */
export const callbackRow = {
  id: true,
  receivedAt: true,
  state: true,
  resultCode: true,
  reason: true,
  repeats: true,
  job: {
    select: {
      id: true,
      environment: true,
      state: true,
      createdById: true,
      enrollee: { select: { userId: true, displayName: true } },
    },
  },
} as const satisfies Prisma.CallbackSelect

/** One callback in a list, its person masked where the reader may not see them. */
export function callbackRowFor(reader: Staff, row: Prisma.CallbackGetPayload<{ select: typeof callbackRow }>) {
  const { job, ...plain } = row
  if (!job) return { ...plain, job: null }
  const { id, environment, state, enrollee } = job
  return { ...plain, job: { id, environment, state, person: personFor(may(reader, 'people.read'), enrollee) } }
}
