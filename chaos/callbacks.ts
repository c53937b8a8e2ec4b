import { Agent, request } from 'node:http'
import { REGISTER } from '@/lib/domain/job'
import { callbackToken } from '@/lib/server/secrets'
import { sign } from '@/lib/smile-id/signature'
import type { ChaosJob } from './jobs'
import { account } from './settings'
import { pause } from './wait'

export type Shot = { job: ChaosJob; path: string; body: Buffer }
/** `why`: what broke where there was no answer. */
export type Answer = { status: number; ms: number; retryAfter: string | null; why?: string }

const ANSWER_MS = 20_000
/** How often a callback that is told 503 comes again, and after how long. */
const TRIES = 30
const AGAIN_MS = 500
/**
 * An idle connection is given up before the portal does it: what is sent at that very moment gets no answer, whatever the
 * server.
 */
const IDLE_MS = 3_000
let serial = 0

/** A callback for this job, signed now, to the job's own address. `nth`: another content each. */
export function shot(job: ChaosJob, code: string, nth = 0): Shot {
  serial += 1
  // A time of its own to the microsecond: the signature covers little else.
  const timestamp = new Date().toISOString().replace('Z', `${String(serial % 1_000).padStart(3, '0')}Z`)
  const body = {
    Actions: { Liveness_Check: 'Passed', Register_Selfie: 'Approved', Selfie_Provided: 'Passed' },
    ConfidenceValue: '99',
    PartnerParams: { job_type: REGISTER, user_id: job.userId, job_id: job.id, nth },
    ResultCode: code,
    ResultText: 'Enroll User',
    SmileJobID: smileJobId(job),
    Source: 'Rest API',
    signature: sign(timestamp, account),
    timestamp,
  }
  return { job, path: `/api/callbacks/smile-id/${callbackToken(job.id)}`, body: Buffer.from(JSON.stringify(body)) }
}

export const smileJobId = ({ number }: ChaosJob) => String(number + 1).padStart(10, '0')

/** Sends callbacks over at most `connections` connections. `fresh`: each over one of its own, as from many senders. */
export function sender(port: number, connections: number, fresh = false) {
  const agent = new Agent({ keepAlive: !fresh, maxSockets: connections, timeout: IDLE_MS })
  return {
    /** Never throws: no answer is status 0. */
    send({ path, body }: Shot): Promise<Answer> {
      const began = performance.now()
      return new Promise((resolve) => {
        const answered = (status: number, retryAfter: string | null = null) =>
          resolve({ status, ms: performance.now() - began, retryAfter })
        const broke = (why: string, error: NodeJS.ErrnoException) =>
          resolve({ status: 0, ms: performance.now() - began, retryAfter: null, why: `${why} ${error.code}` })
        const headers = { 'content-type': 'application/json', 'content-length': body.byteLength }
        const sent = request(
          { agent, host: '127.0.0.1', port, method: 'POST', path, headers, timeout: ANSWER_MS },
          (got) => {
            got.resume()
            got.once('end', () => answered(got.statusCode ?? 0, got.headers['retry-after'] ?? null))
            got.once('error', (error) => broke('in the answer', error))
          },
        )
        sent.once('timeout', () => sent.destroy())
        sent.once('error', (error) =>
          broke(sent.reusedSocket ? 'on a connection used before' : 'on a new connection', error),
        )
        sent.end(body)
      })
    },
    close: () => agent.destroy(),
  }
}

/** Told 503, it comes again, as the provider's do; it was not acknowledged, so it is not lost. Returns the last answer. */
export async function delivered(send: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await send()
    if (answer.status !== 503 || tries === TRIES) return answer
    await pause(AGAIN_MS)
  }
}
