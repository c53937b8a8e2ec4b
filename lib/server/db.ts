import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { env } from './env'
import { PrismaClient } from './generated/prisma/client'
import { oncePerProcess } from './once-per-process'
import { KEPT } from './pool'

/** Connections per process. Web and worker together stay far below PostgreSQL's default of 100. */
const POOL_SIZE = 10

/** Also the wait for a free one of the pool: a rush on one row queues here, and must not fail for it. */
const CONNECT_MS = 8_000

/** A half-open connection never answers: longer than any transaction of ours may take, and then it is given up. */
const STATEMENT_MS = 20_000

/** The database. One pool per process. */
export function db(): PrismaClient {
  return oncePerProcess('db', open)
}

function open(): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().DATABASE_URL,
      max: POOL_SIZE,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: STATEMENT_MS,
      keepAlive: true,
      idleTimeoutMillis: KEPT,
      application_name: 'kioo',
    }),
  })
}

/** A transaction's client: what must commit together takes one of these. */
export type Tx = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>
