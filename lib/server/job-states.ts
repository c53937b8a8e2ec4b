import 'server-only'
import type { JobState } from '@/lib/domain/job'
import type { Waiting } from '@/lib/domain/waits'
import { db } from './db'

type Standing = { id: string; state: JobState; enrolleeId: string; isErased: boolean } & Waiting

/** How these jobs stand now. */
export async function readJobStates(jobIds: string[]): Promise<Standing[]> {
  const jobs = await db().job.findMany({ where: { id: { in: jobIds } }, select: standing })
  return jobs.map(({ enrollee, ...job }) => ({ ...job, isErased: enrollee.erasedAt !== null }))
}

const standing = {
  id: true,
  state: true,
  enrolleeId: true,
  reportWaits: true,
  conflictWaits: true,
  enrollee: { select: { erasedAt: true } },
} as const
