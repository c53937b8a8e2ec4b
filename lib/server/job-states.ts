import 'server-only'
import type { JobState } from '@/lib/domain/job'
import { db } from './db'

type Standing = { id: string; state: JobState; reportWaits: boolean }

/** How these jobs stand now. */
export async function readJobStates(jobIds: string[]): Promise<Standing[]> {
  return db().job.findMany({ where: { id: { in: jobIds } }, select: { id: true, state: true, reportWaits: true } })
}
