import 'server-only'

/** Node's own, of a connection that was refused, broke, or led nowhere. */
const network = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]
/** Prisma's: not reachable, too slow to be reached, timed out, closed. */
const prisma = ['P1001', 'P1002', 'P1008', 'P1017']
/** PostgreSQL's: connection exceptions, shutting down, crashed, starting up, no connection left. */
const postgres = /^(08\w{3}|57P0[123]|53300)$/

/** Whether this says by its code that the database could not be reached. */
export function isDatabaseFault(thrown: unknown): boolean {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return false
  return network.includes(thrown.code) || prisma.includes(thrown.code) || postgres.test(thrown.code)
}

/**
 * Whether it may be that the database could not be reached: pg throws a bare Error when a connection breaks or says
 * nothing, and Prisma wraps some of these. Of a bug this is not so: those have classes of their own.
 */
export function mayBeDatabaseFault(thrown: unknown): boolean {
  if (!(thrown instanceof Error) || 'digest' in thrown) return false
  return Object.getPrototypeOf(thrown) === Error.prototype || /^(PrismaClient|DriverAdapter)/.test(thrown.name)
}
