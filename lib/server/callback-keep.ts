import 'server-only'
import { DatabaseError, type QueryConfig } from 'pg'
import { z } from 'zod'
import type { Environment } from '@/lib/domain/environment'
import type { SignedCallback } from '@/lib/smile-id/callback'
import { gathered } from './batch'
import { addressLapsed, CALLBACK_STATEMENT_MS } from './callback-store'
import { newId } from './new-id'
import { oncePerProcess } from './once-per-process'
import { plainText } from './plain-text'
import { pool } from './pool'

/** A signed, fresh delivery on its way in. */
export type Delivery = {
  callback: SignedCallback
  body: Uint8Array
  /** The hash of the token in the address it came to; null at the account-wide address. */
  tokenHash: Uint8Array | null
  /** Those whose key fits its signature. */
  environments: Environment[]
}

/** Deliveries of one statement. */
const GATHER = 32
/** How long a delivery waits for its statement. The route has answered 503 by then. */
const PATIENCE_MS = 1_800
const HASH_BYTES = 32
const NO_HASH = new Uint8Array(HASH_BYTES)
/** Larger bodies travel alone, so that a burst of them does not add up in memory. */
const LARGE_BODY = 64 * 1024

const uuid = z.uuid()
const keptSchema = z.object({ id: uuid, jobId: uuid, fresh: z.boolean() })
type Kept = z.infer<typeof keptSchema>

/**
 * Keeps a delivery if it is authentic: every field is what we submitted, and its signature never came with another
 * content. In one statement, committed when this returns: the callback with its body, its line in the job's history,
 * and the job made due. The same content once more is only counted (`fresh: false`). Null: it is not authentic, and
 * nothing was kept; `judge` has the same conditions and says which of them it fails.
 */
export function keepAuthentic(delivery: Delivery): Promise<Kept | null> {
  const { jobId, userId, jobType } = delivery.callback
  const comparable = uuid.safeParse(jobId).success && userId !== null && !userId.includes('\0') && jobType !== null
  if (!comparable || !delivery.callback.result.code) return Promise.resolve(null)
  return delivery.body.length > LARGE_BODY ? keepAlone(delivery) : keepTogether(delivery)
}

const keepTogether = oncePerProcess('kept callbacks', () =>
  gathered(keepAll, { most: GATHER, patienceMs: PATIENCE_MS }),
)

async function keepAlone(delivery: Delivery): Promise<Kept | null> {
  const [kept] = await keepAll([delivery])
  return kept ?? null
}

/** What the statement gets of each delivery beside its bytes: one parameter each, an array of this type, in this order. */
const columns = [
  ['id', 'uuid'],
  ['eventId', 'uuid'],
  ['jobId', 'uuid'],
  ['userId', 'text'],
  ['type', 'float8'],
  ['smileJobId', 'text'],
  ['environments', 'text'],
  ['byToken', 'bool'],
  ['start', 'int'],
  ['length', 'int'],
  ['timestamp', 'text'],
  ['code', 'text'],
  ['detail', 'text'],
] as const
type Row = Record<(typeof columns)[number][0], unknown>

async function keepAll(deliveries: Delivery[]): Promise<(Kept | null)[]> {
  const bytes: Uint8Array[] = []
  let at = 1
  const rows = deliveries.map(({ callback, body, tokenHash, environments }) => {
    const { jobId, userId, jobType, timestamp, contentHash, pairHash, result } = callback
    const code = plainText(result.code)
    const id = newId()
    bytes.push(contentHash, pairHash, tokenHash ?? NO_HASH, body)
    const start = at
    at += 3 * HASH_BYTES + body.length
    return {
      id,
      eventId: newId(),
      jobId,
      userId,
      type: jobType,
      smileJobId: result.providerJobId && plainText(result.providerJobId),
      environments: `{${environments.join(',')}}`,
      byToken: tokenHash !== null,
      start,
      length: body.length,
      timestamp,
      code,
      detail: JSON.stringify({ callbackId: id, code, state: 'authentic' }),
    } satisfies Row
  })
  const query: QueryConfig & { query_timeout: number } = {
    name: 'keep-callbacks',
    text: statement,
    values: [Buffer.concat(bytes), ...columns.map(([name]) => rows.map((row) => row[name]))],
    query_timeout: CALLBACK_STATEMENT_MS,
  }
  const send = () => pool().query(query)
  const answer = await send().catch((thrown: unknown) => {
    if (isTaken(thrown)) return send()
    throw thrown
  })
  const kept = new Map(answer.rows.map((row) => [row.id, keptSchema.parse(row)]))
  return rows.map(({ id }) => kept.get(id) ?? null)
}

/** Another statement has kept the same signature with another content since this one began: a second look sees that. */
function isTaken(thrown: unknown): boolean {
  return thrown instanceof DatabaseError && thrown.constraint === 'Callback_pairHash_jobId_key'
}

// given: the deliveries, one row each. All their bytes come as one value ($1), which travels as it is, and are cut out
// of it here; an array of them would be written out as text and read back.
//
// fitting: those whose fields fit a job of ours. The last condition is the one against replays. A signature covers only
// time and partner, so it may honestly come twice with different contents: when two jobs' callbacks are signed in the
// same millisecond. It is a replay when both contents are for the same job, or when this one came to the account-wide
// address, where no token shows that it is meant for this job.
//
// authentic: without those that are a replay of another one of these deliveries; of the two the first counts. What another
// statement keeps at this moment is not seen, but then the index on signature and job lets this one fail.
//
// held: their jobs, in the order of their ids and each before anything of it is written, as whoever moves them takes them
// (decision 021): a flight that waits for a job holds nothing yet that the job's move, or another flight, still needs.
//
// kept: an upsert may touch a row only once, so twins (the same content twice among these deliveries) are kept as one
// row: the first, with the number of the others.
//
// due: written even where the job seems to be due already. It was when this statement began, but a worker may have taken
// that step since, and read the status before this delivery. least() ignores null.
const statement = `
  with given as (
    select sent.*, substr($1::bytea, "start", ${HASH_BYTES}) as "contentHash",
           substr($1::bytea, "start" + ${HASH_BYTES}, ${HASH_BYTES}) as "pairHash",
           case when "byToken" then substr($1::bytea, "start" + ${2 * HASH_BYTES}, ${HASH_BYTES}) end as "tokenHash",
           substr($1::bytea, "start" + ${3 * HASH_BYTES}, "length") as "body"
      from unnest(${columns.map(([, type], nth) => `$${nth + 2}::${type}[]`).join(', ')})
        as sent(${columns.map(([name]) => `"${name}"`).join(', ')})
  ), fitting as (
    select given.*
      from given
      join "Job" as job on job."id" = given."jobId"
      join "Enrollee" as enrollee on enrollee."id" = job."enrolleeId" and enrollee."userId" = given."userId"
     where job."type" = given."type"
       and (given."tokenHash" is null
            or given."tokenHash" = job."callbackHash" and (job."finishedAt" is null or job."finishedAt" >= ${addressLapsed}))
       and job."environment" = any(given."environments"::"Environment"[])
       and (job."smileJobId" is null or given."smileJobId" is null or given."smileJobId" = job."smileJobId")
       and not exists (select from "Callback" as other
                        where other."pairHash" = given."pairHash" and other."contentHash" is distinct from given."contentHash"
                          and (other."jobId" = given."jobId" or given."tokenHash" is null))
  ), authentic as (
    select fitting.*, row_number() over twins as "twin", count(*) over twins as "times"
      from fitting
     where not exists (select from fitting as other
                        where other."pairHash" = fitting."pairHash" and other."contentHash" <> fitting."contentHash"
                          and other."start" < fitting."start"
                          and (other."jobId" = fitting."jobId" or fitting."tokenHash" is null))
    window twins as (partition by "jobId", "contentHash")
  ), held as (
    select "id" from "Job" where "id" in (select "jobId" from authentic) order by "id" for no key update
  ), kept as (
    insert into "Callback"
      ("id", "jobId", "state", "body", "contentHash", "pairHash", "timestamp", "resultCode", "repeats")
    select "id", "jobId", 'authentic', "body", "contentHash", "pairHash", "timestamp", "code", "times" - 1
      from authentic where "twin" = 1 and "jobId" in (select "id" from held)
    on conflict ("jobId", "contentHash") do update set "repeats" = "Callback"."repeats" + excluded."repeats" + 1
    returning "id"
  ), noted as (
    insert into "JobEvent" ("id", "jobId", "kind", "detail")
    select "eventId", "jobId", 'callback', "detail"::jsonb from authentic join kept using ("id")
  ), due as (
    update "Job" as job set "nextStepAt" = least(job."nextStepAt", now()) from authentic join kept using ("id")
     where job."id" = authentic."jobId"
  )
  select authentic."id", authentic."jobId", kept."id" is not null as "fresh" from authentic left join kept using ("id")`
