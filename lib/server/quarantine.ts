import 'server-only'
import type { CallbackState } from './generated/prisma/client'
import { pool } from './pool'

/** Deliveries that could not be told to be the provider's word on a job of ours. They move nothing. */
export const setAsideStates = [
  'bad_signature',
  'stale',
  'unknown_job',
  'wrong_partner',
  'malformed',
  'replayed',
] as const satisfies readonly CallbackState[]
export type SetAsideState = (typeof setAsideStates)[number]

/** So many of each kind are kept, the newest: a flood cannot fill the disk. */
export const SET_ASIDE_MAX = 1_000
/** So many bytes of each kind, as sealed: what is well signed is kept whole, and may be 2 MB. */
export const SET_ASIDE_BYTES_MAX = 64 * 1024 * 1024
/** Bytes kept of a body that nobody we know has signed. */
export const UNSIGNED_BODY_MAX = 64 * 1024
const SET_ASIDE_DAYS = 30

/** Erases what was set aside more than 30 days ago. Returns how many. */
export async function wipeSetAside(): Promise<number> {
  const { rowCount } = await pool().query(
    `delete from "Callback"
      where "state" = any($1::"CallbackState"[]) and "receivedAt" < now() - interval '${SET_ASIDE_DAYS} days'`,
    [setAsideStates],
  )
  return rowCount ?? 0
}
