import 'server-only'
import { z } from 'zod'
import { mayHaveGoneOut } from '@/lib/domain/consent-withdrawn'
import { gateResultSchema } from '@/lib/domain/face-gate'
import { guidanceSchema } from '@/lib/domain/guidance-schema'
import { jobTypeSchema } from '@/lib/domain/job'
import type { JobEvent } from '@/lib/domain/job-event'
import { eventFor, personFor } from '@/lib/domain/mask'
import { may, type Staff } from '@/lib/domain/permissions'
import { readJobEvent } from '@/lib/domain/read-job-event'
import { consentOfCapture, consentOfEnrollee, sendingOfJob, withdrawalOf } from './consent'
import { db } from './db'
import type { Prisma } from './generated/prisma/client'
import { operatorNames } from './operator-names'

/** Looks at the status in a job's history, the only lines that somebody else can make without end; older ones are not shown. */
export const READS_SHOWN = 500

/**
 * One job with its history, as this reader may see it; null when there is none under this id.
 * Frames come as positions only: the pictures have a door of their own.
 */
export async function readJob(reader: Staff, jobId: string) {
  if (!z.uuid().safeParse(jobId).success) return null
  const row = await db().job.findUnique({ where: { id: jobId }, select: wholeJob })
  if (!row) return null
  const {
    enrollee,
    createdBy,
    capture,
    link,
    visitId,
    retries,
    retryOf,
    events,
    billedCalls,
    partnerParams,
    type,
    ...rest
  } = row
  const { latitude, longitude, altitude, accuracy, ...plain } = rest
  const seesPeople = may(reader, 'people.read')
  const reads = await db().jobEvent.findMany({
    where: { jobId, kind: 'status_read' },
    select: eventRow,
    orderBy: newestFirst,
    take: READS_SHOWN + 1,
  })
  const mayReadLink = may(reader, 'links.read', row.createdById)
  const shown = [...events, ...reads.slice(0, READS_SHOWN)].sort(byNewest)
  const history = await withNames(shown)
  const lastRead = history.find((event) => event.kind === 'status_read')
  return {
    ...plain,
    type: jobTypeSchema.parse(type),
    confidence: seesPeople ? plain.confidence : null,
    reason: seesPeople ? plain.reason : null,
    location: seesPeople ? readLocation({ latitude, longitude, altitude, accuracy }) : null,
    partnerParams: seesPeople ? partnerParamsSchema.parse(partnerParams) : {},
    by: createdBy.name,
    isByLink: visitId !== null,
    /** The link it came by, for those who may open it: whoever made the link owns the job. */
    link: mayReadLink ? link : null,
    person: personFor(seesPeople, enrollee),
    enrollee: { id: enrollee.id, isEnrolled: enrollee.enrolledAt !== null },
    ...withdrawalOf(row),
    /** Whether Smile ID may have these pictures, by this job or by another one of the same capture. */
    mayHaveGoneOut: capture.jobs.some(mayHaveGoneOut),
    billed: billedCalls.map(({ outcome }) => outcome),
    frames: capture.frames.map(({ position }) => position),
    guidance: guidanceSchema.nullable().catch(null).parse(capture.guidance),
    /** What was seen in the capture before it was sent; null where nobody looked, or a newer version wrote it. */
    gate: gateResultSchema.nullable().catch(null).parse(capture.gate),
    retryOf: retryOf?.id ?? null,
    sentAgainAs: retries[0]?.id ?? null,
    isAbsent: lastRead?.detail.outcome === 'absent',
    events: history.map((event) => eventFor({ people: seesPeople, link: mayReadLink }, event)),
    hasOlderReads: reads.length > READS_SHOWN,
  }
}

export type JobView = NonNullable<Awaited<ReturnType<typeof readJob>>>

const partnerParamsSchema = z.record(z.string(), z.string()).catch({})

type Place = { latitude: number | null; longitude: number | null; altitude: number | null; accuracy: number | null }

function readLocation({ latitude, longitude, altitude, accuracy }: Place) {
  return latitude === null || longitude === null ? null : { latitude, longitude, altitude, accuracy }
}

const eventRow = { id: true, at: true, kind: true, operatorId: true, detail: true } as const
const newestFirst = [{ at: 'desc' }, { id: 'desc' }] satisfies Prisma.JobEventOrderByWithRelationInput[]

function byNewest(one: EventRow, other: EventRow): number {
  return other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : -1)
}

type EventRow = { id: string; at: Date; kind: string; operatorId: string | null; detail: unknown }

/** Events this version cannot read are left out: a newer version may have written them. */
async function withNames(rows: EventRow[]): Promise<JobEvent[]> {
  const names = await operatorNames(rows.map(({ operatorId }) => operatorId))
  return rows.flatMap(
    ({ operatorId, ...row }) => readJobEvent({ ...row, by: operatorId ? (names.get(operatorId) ?? null) : null }) ?? [],
  )
}

const wholeJob = {
  id: true,
  createdAt: true,
  environment: true,
  type: true,
  state: true,
  smileJobId: true,
  resultCode: true,
  confidence: true,
  revision: true,
  failureCode: true,
  reportWaits: true,
  conflictWaits: true,
  attempts: true,
  nextStepAt: true,
  uploadedAt: true,
  finishedAt: true,
  allowReEnroll: true,
  useEnrolledImage: true,
  reason: true,
  latitude: true,
  longitude: true,
  altitude: true,
  accuracy: true,
  partnerParams: true,
  createdById: true,
  createdBy: { select: { name: true } },
  link: { select: { id: true, label: true } },
  visitId: true,
  enrollee: { select: { id: true, userId: true, displayName: true, enrolledAt: true, ...consentOfEnrollee } },
  capture: {
    select: {
      gate: true,
      guidance: true,
      frames: { select: { position: true }, orderBy: { position: 'asc' } },
      jobs: { select: sendingOfJob },
      ...consentOfCapture,
    },
  },
  retryOf: { select: { id: true } },
  retries: { select: { id: true }, orderBy: { createdAt: 'desc' }, take: 1 },
  billedCalls: { select: { outcome: true }, orderBy: { at: 'asc' } },
  events: { where: { kind: { not: 'status_read' } }, select: eventRow },
} as const satisfies Prisma.JobSelect
