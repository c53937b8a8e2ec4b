import 'server-only'
import pino from 'pino'
import { env } from './env'

/** All a log line may carry: ids, codes, counts and durations. Never a face, a name, a token or a body. */
export type LogFields = {
  jobId?: string
  callbackId?: string
  captureId?: string
  operatorId?: string
  code?: string
  state?: string
  ms?: number
  count?: number
  attempt?: number
  port?: number
  /** Of a page's policy: which part of it was violated, and the kind of what it stopped (lib/domain/csp-report.ts). */
  directive?: string
  blocked?: string
  /** The kind of a thrown error, not its message: messages quote what they choke on. */
  error?: string
  /** By which a broken page names its error to whoever sees it. */
  digest?: string
}

let logger: pino.Logger | undefined

function line(level: 'info' | 'warn' | 'error', message: string, fields: LogFields): void {
  logger ??= pino({ level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  logger[level](fields, message)
}

/** Structured lines on stdout. The type of `fields` is the allow-list. */
export const log = {
  info: (message: string, fields: LogFields = {}) => line('info', message, fields),
  warn: (message: string, fields: LogFields = {}) => line('warn', message, fields),
  error: (message: string, fields: LogFields = {}) => line('error', message, fields),
}

/** What may be logged of a thrown value: its class and, for system errors, its code. */
export function errorName(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown
  return 'code' in thrown && typeof thrown.code === 'string' ? `${thrown.name} ${thrown.code}` : thrown.name
}
