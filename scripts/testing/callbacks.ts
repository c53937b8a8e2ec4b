import { POST } from '@/app/api/callbacks/smile-id/[[...token]]/route'
import { callbackToken } from '@/lib/server/secrets'
import { sign } from '@/lib/smile-id/signature'
import { testAccount } from './rig'

export type Changes = {
  code?: string
  timestamp?: string
  apiKey?: string
  params?: Record<string, unknown>
  extra?: Record<string, unknown>
}

/** What the provider would post about this job. */
export function callbackBody(
  job: { id: string; userId: string },
  { code = '0840', timestamp, apiKey, params, extra }: Changes = {},
): string {
  const at = timestamp ?? new Date().toISOString()
  const PartnerParams = { job_id: job.id, user_id: job.userId, job_type: 4, ...params }
  const told = { Actions: {}, ConfidenceValue: '99', ResultCode: code, ResultText: 'x', SmileJobID: '0000000001' }
  const signature = sign(at, { ...testAccount, ...(apiKey ? { apiKey } : {}) })
  return JSON.stringify({ ...told, PartnerParams, ...extra, timestamp: at, signature })
}

export type Delivery = { token?: string | null; headers?: Record<string, string> }

/** Posts to the route itself. `token`: null is the account-wide address. */
export async function post(content: BodyInit, { token = null, headers }: Delivery = {}): Promise<Response> {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    body: content,
    headers: { 'content-type': 'application/json', ...headers },
    duplex: 'half',
  }
  const request = new Request('http://localhost/api/callbacks/smile-id', init)
  return POST(request, { params: Promise.resolve(token === null ? {} : { token: [token] }) })
}

/** Posts to a job's own address. */
export function postTo(jobId: string, content: BodyInit): Promise<Response> {
  return post(content, { token: callbackToken(jobId) })
}

/** Runs the tasks over so many connections. */
export async function over(connections: number, tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = [...tasks]
  const connection = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await task()
  }
  await Promise.all(Array.from({ length: connections }, connection))
}
