import 'server-only'
import type { JobState } from '@/lib/domain/job'
import type { Waiting } from '@/lib/domain/waits'
import { db } from './db'

type Standing = { id: string; state: JobState } & Waiting

/** How these jobs stand now. */
export async function readJobStates(jobIds: string[]): Promise<Standing[]> {
  const select = { id: true, state: true, reportWaits: true, conflictWaits: true } as const
  return db().job.findMany({ where: { id: { in: jobIds } }, select })
}
