import 'server-only'
import type { Tx } from './db'
import { hints } from './hints'
import { oncePerProcess } from './once-per-process'
import { pool } from './pool'

/**
 * The queue is a bell: it carries only a job's id and always means now. What there is to do, and when, the job's row
 * says; the worker's sweep rings every second for what has become due, so that a lost bell costs a second too. A bell
 * too many finds nothing to claim.
 */
export const STEP_TASK = 'step-job'

/** One bell per job: ringing again moves it. One attempt: the sweep rings again, not the queue. */
const addJob = (jobId: string, runAt: string) =>
  `graphile_worker.add_job('${STEP_TASK}', json_build_object('jobId', ${jobId}), run_at := ${runAt}, max_attempts := 1, job_key := 'job:' || ${jobId})`

/**
 * Makes a job due now, by the database's clock, and wakes a worker when the caller's transaction commits.
 * Called in the transaction that gives the job something to do.
 */
export async function ring(tx: Tx, jobId: string): Promise<void> {
  await tx.$executeRawUnsafe(`update "Job" set "nextStepAt" = now() where "id" = $1::uuid`, jobId)
  await tx.$executeRawUnsafe(`select 1 from ${addJob('$1::text', 'now()')}`, jobId)
}

/**
 * Wakes a worker for a job whose row already says it is due. Coalesced, after the commit: the callback
 * route's commits must not queue behind each other's NOTIFY. In the order of ids, as the sweep does: two processes
 * that ring for the same jobs must not wait for each other.
 */
export const ringSoon: (jobId: string) => Promise<void> = oncePerProcess('ringing', () => hints('ringing', ringFor))

async function ringFor(jobIds: string[]): Promise<void> {
  await pool().query({
    name: 'ring',
    text: `
      select count(*) from graphile_worker.add_jobs((
        select array_agg(('${STEP_TASK}', json_build_object('jobId', id), null, now(), 1, 'job:' || id, null, null)::graphile_worker.job_spec
                         order by id)
          from unnest($1::text[]) as id))`,
    values: [jobIds],
  })
}

/** The bell as part of a larger statement. Both arguments are SQL, never values. */
export function bellSql(jobId: string, runAt: string): string {
  return addJob(`(${jobId})::text`, runAt)
}

/** The bell of a job that rings and that no worker has taken up, if there is one; for `exists`. */
export function waitingBellSql(jobId: string): string {
  return `select from graphile_worker.jobs as bell
      where bell."key" = 'job:' || ${jobId} and bell."locked_at" is null and bell."attempts" < bell."max_attempts"`
}
