import { randomUUID } from 'node:crypto'
import { type ClientBase, DatabaseError, type Pool } from 'pg'
import { z } from 'zod'
import { REGISTER } from '@/lib/domain/job'
import { callbackToken, hashToken } from '@/lib/server/secrets'
import { insertCaptures } from './captures'
import type { Dice } from './dice'

export type ChaosJob = { id: string; userId: string; number: number }
/** A connection of the rig's own, in a transaction or not. */
export type Sql = Pool | ClientBase

const DEADLOCK = '40P01'
const BELLS = 50
const idSchema = z.tuple([z.object({ id: z.uuid() })])

/** So many jobs, each of a person of its own, numbered from `first`. The same dice throw the same. */
export function castJobs(dice: Dice, count: number, first = 0): ChaosJob[] {
  return Array.from({ length: count }, (_, at) => {
    const id = uuidFrom(dice)
    return { id, userId: `chaos-${id.slice(0, 13)}`, number: first + at }
  })
}

function uuidFrom(dice: Dice): string {
  const hex = Array.from({ length: 32 }, () => dice.below(16).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** The operator all jobs of a trial belong to. */
export async function operatorOf(sql: Sql): Promise<string> {
  const { rows } = await sql.query(
    `insert into "Operator" ("id", "email", "name", "role") values (gen_random_uuid(), 'chaos@kioo.test', 'Chaos', 'OPERATOR')
     on conflict ("email") do update set "name" = excluded."name" returning "id"`,
  )
  return idSchema.parse(rows)[0].id
}

/** `queued`: to be submitted, with its bell rung. `processing`: uploaded, waiting for its callback and for nothing else. */
export async function insertJobs(sql: Sql, jobs: readonly ChaosJob[], state: 'queued' | 'processing'): Promise<void> {
  const operatorId = await operatorOf(sql)
  // What is still to be bought needs a capture of its own; what was bought may share one.
  const captureIds = await insertCaptures(sql, operatorId, state === 'queued' ? jobs.length : 1, true)
  await sql.query(
    `with given as (
       select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::bytea[], $5::uuid[])
         as given("id", "userId", "enrolleeId", "hash", "captureId")
     ), people as (
       insert into "Enrollee" ("id", "environment", "userId") select "enrolleeId", 'SANDBOX', "userId" from given
     )
     insert into "Job" ("id", "environment", "enrolleeId", "captureId", "createdById", "type", "formKey", "formHash",
                        "callbackHash", "state", "phase", "uploadedAt", "nextStepAt")
     select "id", 'SANDBOX', "enrolleeId", "captureId", $6, ${REGISTER}, gen_random_uuid(), sha256(''), "hash", $7::"JobState",
            case when $7 = 'processing' then 'uploaded'::"JobPhase" end, case when $7 = 'processing' then now() end,
            case when $7 = 'queued' then now() end
       from given`,
    [
      jobs.map(({ id }) => id),
      jobs.map(({ userId }) => userId),
      jobs.map(() => randomUUID()),
      jobs.map(({ id }) => Buffer.from(hashToken(callbackToken(id)))),
      jobs.map((_, at) => captureIds[at % captureIds.length]),
      operatorId,
      state,
    ],
  )
  if (state === 'queued') await ringAll(sql, idsOf(jobs))
}

export const idsOf = (jobs: readonly ChaosJob[]) => jobs.map(({ id }) => id)

/** In small groups, each committed by itself: a worker's sweep rings for the same jobs meanwhile. */
async function ringAll(sql: Sql, ids: readonly string[]): Promise<void> {
  const sorted = [...ids].sort()
  for (let at = 0; at < sorted.length; at += BELLS)
    await insist(() =>
      sql.query(
        `select count(graphile_worker.add_job('step-job', json_build_object('jobId', id), max_attempts := 1, job_key := 'job:' || id))
           from unnest($1::text[]) as id`,
        [sorted.slice(at, at + BELLS)],
      ),
    )
}

/** Again, when PostgreSQL has chosen us to give way: the rig writes to many rows that others write to one by one. */
async function insist<T>(work: () => Promise<T>, triesLeft = 5): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (triesLeft === 0 || !(thrown instanceof DatabaseError) || thrown.code !== DEADLOCK) throw thrown
    return insist(work, triesLeft - 1)
  }
}

/** A fake clock: whatever these jobs wait for is due now. */
export async function bringForward(sql: Sql, jobs: readonly ChaosJob[]): Promise<void> {
  const { rows } = await insist(() =>
    sql.query<{ id: string }>(
      `update "Job" set "nextStepAt" = now() where "id" = any($1::uuid[]) and "nextStepAt" > now() returning "id"`,
      [idsOf(jobs)],
    ),
  )
  await ringAll(
    sql,
    rows.map(({ id }) => id),
  )
}

/** A fake clock: so many seconds of every lease have passed. For leases whose holder is dead or stopped. */
export async function ageLeases(sql: Sql, jobs: readonly ChaosJob[], seconds: number): Promise<void> {
  await insist(() =>
    sql.query(
      `update "Job" set "leaseUntil" = "leaseUntil" - $2::float8 * interval '1 second'
      where "id" = any($1::uuid[]) and "leaseUntil" is not null`,
      [idsOf(jobs), seconds],
    ),
  )
}

/** The provider is asked now, not in seconds, after those of which nobody knows whether it has them. */
export async function ageDoubts(sql: Sql, jobs: readonly ChaosJob[]): Promise<void> {
  await insist(() =>
    sql.query(
      `update "Job" set "nextStepAt" = now() where "id" = any($1::uuid[]) and "state" = 'unknown' and "nextStepAt" > now()`,
      [idsOf(jobs)],
    ),
  )
}

/** How many of these jobs are in one of these states. */
export async function countIn(sql: Sql, jobs: readonly ChaosJob[], states: readonly string[]): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as "count" from "Job" where "id" = any($1::uuid[]) and "state"::text = any($2::text[])`,
    [idsOf(jobs), states],
  )
  return rows[0]?.count ?? 0
}

export const FINAL = ['approved', 'rejected']
