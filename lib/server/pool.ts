import 'server-only'
import { Pool, type PoolClient } from 'pg'
import { env } from './env'
import { oncePerProcess } from './once-per-process'

/** Connections per process for the hot statements; Prisma has its own pool beside it. */
const POOL_SIZE = 6
/** No connection, free or new, within this: the database is down, and the callback route owes its 503 within 2 s. */
const CONNECT_MS = 1_500
/** A lease is trusted for 25 s, and has to be renewed within them. */
const PATIENT_CONNECT_MS = 5_000
/** A statement that hangs (a half-open connection) gives its connection up after this. */
const STATEMENT_MS = 10_000

/** Connections are kept however idle: to open one is to reckon a password, behind all who sign in at that moment. */
export const KEPT = 0

/**
 * Plain `pg` for the few hot paths (the callback route, a job's moves): named statements, one round
 * trip each, intervals reckoned by the database's clock. Everything else goes through Prisma.
 */
export function pool(): Pool {
  return kept(CONNECT_MS)
}

/**
 * For a process that owes nobody an answer: it waits longer for a connection. To be called before the pool is first
 * used. Over a slow line a new connection alone takes a second, and a step that fails for it repeats a whole submission.
 */
export function waitLongForConnections(): void {
  kept(PATIENT_CONNECT_MS)
}

function kept(connectMs: number): Pool {
  return oncePerProcess('pool', () => openPool(connectMs))
}

function openPool(connectionTimeoutMillis: number): Pool {
  const made = new Pool({
    connectionString: env().DATABASE_URL,
    max: POOL_SIZE,
    connectionTimeoutMillis,
    query_timeout: STATEMENT_MS,
    keepAlive: true,
    idleTimeoutMillis: KEPT,
    application_name: 'kioo hot',
  })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  made.on('error', () => {})
  return made
}

/** Lends one connection of the plain pool to `work`; when it throws, the connection is closed, whatever state it is in. */
export async function withConnection<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect()
  // The pool listens to idle connections alone. One that breaks is told to the statement under way as well, and without
  // a listener it would end the process.
  const heard = () => {}
  client.on('error', heard)
  let isSound = false
  try {
    const result = await work(client)
    isSound = true
    return result
  } finally {
    client.release(!isSound)
    client.off('error', heard)
  }
}

/** Runs `work` in one transaction of the plain pool; when it throws, nothing of it has happened: its connection is closed. */
export function poolTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  return withConnection(async (client) => {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  })
}
