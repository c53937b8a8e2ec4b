import { z } from 'zod'
import type { StatusOutcome } from '@/lib/domain/provider'
import { verdictState } from '@/lib/domain/result-catalogue'
import { call, failed, refusalIn } from './call'
import { anything, lenientBoolean, lenientCode, lenientText, plainObject } from './lenient'
import { readResult } from './result'
import type { Connection } from './settings'
import { confirm, sign } from './signature'

/** No zip was received under this job id. */
const NO_PACKAGE = '2314'

const statusSchema = z.object({
  timestamp: lenientText,
  signature: lenientText,
  job_complete: lenientBoolean,
  code: lenientCode,
  /** An object once there is a result, a sentence before. */
  result: anything.transform((value) => plainObject.safeParse(value).data ?? null),
})

/**
 * Reads a job's result: `POST /job_status`. The answer's own signature is confirmed before anything in it is
 * believed. While `job_complete` is false only a provisional result counts: it promises nothing, whereas an
 * approval the provider does not yet stand by would. A result that names another job answers another question.
 */
export async function readStatus(
  connection: Connection,
  job: { jobId: string; userId: string },
  signal: AbortSignal,
): Promise<StatusOutcome> {
  const timestamp = connection.now().toISOString()
  const body = {
    user_id: job.userId,
    job_id: job.jobId,
    partner_id: connection.partnerId,
    history: false,
    image_links: false,
    signature: sign(timestamp, connection),
    timestamp,
  }
  const reply = await call(connection, 'job_status', body, connection.limits.statusMs, signal)
  if (reply.kind === 'failed') return reply
  // Whether 2314 comes as 200 or as 400 differs between the official libraries' fixtures.
  if (reply.kind === 'refused') return reply.code === NO_PACKAGE ? { kind: 'absent' } : reply

  const status = statusSchema.parse(reply.value)
  if (!confirm(status.timestamp ?? '', status.signature ?? '', connection.confirming)) return failed('unsigned')

  if (!status.result) {
    if (status.job_complete) return failed('unreadable')
    if (status.code === NO_PACKAGE) return { kind: 'absent' }
    return refusalIn(reply.value)?.kind === 'failed' ? failed('unavailable') : { kind: 'processing' }
  }
  const { result, owner } = readResult(status.result)
  const foreign = (owner.jobId ?? job.jobId) !== job.jobId || (owner.userId ?? job.userId) !== job.userId
  if (foreign) return failed('unreadable')
  if (!status.job_complete && verdictState(result.code) !== 'provisional') return { kind: 'processing' }
  return { kind: 'result', result }
}
