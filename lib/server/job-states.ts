import 'server-only'
import type { JobState } from '@/lib/domain/job'
import { db } from './db'

/** How these jobs stand now. */
export async function readJobStates(jobIds: string[]): Promise<{ id: string; state: JobState }[]> {
  return db().job.findMany({ where: { id: { in: jobIds } }, select: { id: true, state: true } })
}
