import 'server-only'
import { DatabaseError, type QueryConfig } from 'pg'
import { z } from 'zod'
import { environmentSchema } from '@/lib/domain/environment'
import type { Health, ProviderState } from '@/lib/domain/health'
import { undurable } from './durability'
import { errorName, log } from './log'
import { missingMigrations } from './migrations-applied'
import { oncePerProcess } from './once-per-process'
import { pool } from './pool'
import { providerHealth } from './provider-health'
import { isStopping } from './stopping'

/** Whoever asks for health wants an answer, also when it is a bad one. */
const ANSWER_MS = 2_000

const silent: Omit<Health, 'isStopping'> = {
  database: 'silent',
  missingMigrations: null,
  workerSilentMs: null,
  skewMs: null,
  providers: [],
}

type Asked = Omit<Health, 'isStopping'>
const question = oncePerProcess<{ asking: Promise<Asked> | null }>('health', () => ({ asking: null }))

/**
 * How every part is doing, within two seconds. Never throws. Anybody may ask, so those who ask at the same time get
 * one answer: a flood of questions must not take the connections from callbacks.
 */
export async function readHealth(): Promise<Health> {
  question.asking ??= askInTime().finally(() => {
    question.asking = null
  })
  return { ...(await question.asking), isStopping: isStopping() }
}

async function askInTime(): Promise<Omit<Health, 'isStopping'>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<typeof silent>((resolve) => {
    timer = setTimeout(() => resolve(silent), ANSWER_MS)
  })
  const asked = askDatabase().catch((thrown: unknown) => {
    log.warn('the database did not say how it is', { error: errorName(thrown) })
    return silent
  })
  const health = await Promise.race([asked, late])
  clearTimeout(timer)
  return health
}

async function askDatabase(): Promise<Omit<Health, 'isStopping'>> {
  const [clock, why, applied] = await Promise.all([readClock(), undurable(), appliedMigrations()])
  const missing = missingMigrations(applied)
  // The tables below may be among what is missing.
  if (missing > 0) return { ...silent, database: why ? 'not_durable' : 'ok', missingMigrations: missing, skewMs: clock }
  const [workerSilentMs, providers] = await Promise.all([readWorkerBeat(), readProviders()])
  return { database: why ? 'not_durable' : 'ok', missingMigrations: 0, workerSilentMs, skewMs: clock, providers }
}

const nowSchema = z.object({ now: z.date() })

/** The database's clock minus ours, in milliseconds, taken at the middle of the query. */
async function readClock(): Promise<number> {
  const began = Date.now()
  const { rows } = await pool().query(timed('select clock_timestamp() as "now"'))
  const middle = (began + Date.now()) / 2
  return Math.round(nowSchema.parse(rows[0]).now.getTime() - middle)
}

const UNDEFINED_TABLE = '42P01'

async function appliedMigrations(): Promise<string[]> {
  const text = `select migration_name as "name" from _prisma_migrations where finished_at is not null and rolled_back_at is null`
  try {
    const { rows } = await pool().query(timed(text))
    return z
      .array(z.object({ name: z.string() }))
      .parse(rows)
      .map(({ name }) => name)
  } catch (thrown) {
    if (thrown instanceof DatabaseError && thrown.code === UNDEFINED_TABLE) return []
    throw thrown
  }
}

const beatSchema = z.object({ silentMs: z.number().nullable() })

async function readWorkerBeat(): Promise<number | null> {
  const text = `select (extract(epoch from now() - max("seenAt")) * 1000)::float8 as "silentMs" from "WorkerBeat"`
  const { rows } = await pool().query(timed(text))
  return beatSchema.parse(rows[0]).silentMs
}

const probesSchema = z.array(
  z.object({
    environment: environmentSchema,
    silentSince: z.date().nullable(),
    cause: z.string().nullable(),
    skewMs: z.number().nullable(),
  }),
)

/** How the providers are: by the jobs' own calls and by the worker's probes. Whichever noticed an outage first says since when. */
async function readProviders(): Promise<ProviderState[]> {
  const [circuits, { rows }] = await Promise.all([
    providerHealth(),
    pool().query(timed(`select "environment", "silentSince", "cause", "skewMs" from "ProviderProbe"`)),
  ])
  const probes = probesSchema.parse(rows)
  return circuits.map(({ environment, since, waiting, putOff, cause }) => {
    const probe = probes.find((one) => one.environment === environment)
    const times = [since, probe?.silentSince].flatMap((at) => at?.getTime() ?? [])
    const silentSince = times.length > 0 ? new Date(Math.min(...times)) : null
    // A job's own call tells more of the cause than a probe, which only asks whether anybody is there.
    return {
      environment,
      silentSince,
      cause: cause ?? probe?.cause ?? null,
      skewMs: probe?.skewMs ?? null,
      waiting,
      putOff,
    }
  })
}

function timed(text: string): QueryConfig & { query_timeout: number } {
  return { text, query_timeout: ANSWER_MS }
}
