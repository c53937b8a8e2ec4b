import { sign } from '@/lib/smile-id/signature'
import { json, type Respond, type ScriptedServer, scriptedServer } from './scripted-server'

/** What the provider's ledger holds of one job id. */
type LedgerEntry = { reserved: number; retried: number; zips: number }

export type ScriptedSmileId = ScriptedServer & {
  ledger: Map<string, LedgerEntry>
  /**
   * What the next reservations answer instead of an upload address: an HTTP status, a refusal's code, something of
   * its own, or the address after `release` ('hold').
   */
  reserve: (number | string | Respond)[]
  /** What happens to the next uploads: taken and answered by `release` ('hold'), cut before they are taken, or as told. */
  upload: ('hold' | 'cut' | Respond)[]
  /** The next questions for a status that are answered by `release`. */
  status: 'hold'[]
  /** While it is true, everything is answered with 503. */
  down: boolean
  /** While it is true, every upload is answered with 503, and everything else as ever. */
  storeDown: boolean
  /** Sends the answers held back so far. */
  release(): void
  /** The longest held of them. */
  releaseFirst(): void
  /** What the status says once the package is there: a result code, 'processing', 'absent', an HTTP status, or a refusal's code. */
  result: string | number | { refused: string }
}

type Behaviour = Pick<ScriptedSmileId, 'reserve' | 'upload' | 'status' | 'result' | 'down' | 'storeDown'>

/** A provider that misbehaves in nothing, and has no result yet. */
export function behaved(): Behaviour {
  return { reserve: [], upload: [], status: [], result: 'processing', down: false, storeDown: false }
}

/**
 * For tests: a provider that speaks v1, misbehaves on demand and keeps a ledger. It knows nothing of
 * pictures; the sandbox does that.
 */
export async function scriptedSmileId(account: { partnerId: string; apiKey: string }): Promise<ScriptedSmileId> {
  const ledger = new Map<string, LedgerEntry>()
  let held: (() => void)[] = []
  const server = await scriptedServer((response, received, origin) => {
    const { path, body } = received
    if (script.down) return json(response, 503, {})
    if (path.startsWith('/put/')) {
      const entry = ledger.get(path.slice('/put/'.length))
      if (script.storeDown) return json(response, 503, {})
      const fault = script.upload.shift()
      if (fault === 'cut') return void response.destroy()
      if (typeof fault === 'function') return fault(response, received, origin)
      if (entry) entry.zips += 1
      if (fault === 'hold') held.push(() => response.end())
      else response.end()
      return
    }
    if (path === '/v1/services') return json(response, 200, {})
    const asked = JSON.parse(body.toString())
    const jobId: string = asked.partner_params?.job_id ?? asked.job_id
    if (path === '/v1/job_status') {
      const answer = () => json(response, ...status(asked, script, ledger.get(jobId), account))
      if (script.status.shift() === 'hold') held.push(answer)
      else answer()
      return
    }

    const entry = ledger.get(jobId)
    const isKnown = entry && !asked.retry
    // Held back is the address, not the word that the job exists.
    const fault = isKnown && script.reserve[0] === 'hold' ? undefined : script.reserve.shift()
    if (typeof fault === 'function') return fault(response, received, origin)
    if (typeof fault === 'number') return json(response, fault, {})
    if (fault && fault !== 'hold') return json(response, 400, { error: 'No.', code: fault })
    if (isKnown) return json(response, 400, { error: 'Job exists.', code: '2215' })
    ledger.set(jobId, { zips: 0, ...entry, reserved: (entry?.reserved ?? 0) + 1, retried: entry ? 1 : 0 })
    const answer = { upload_url: `${origin}/put/${jobId}`, smile_job_id: '0000000001', code: '2202' }
    const send = () => json(response, 200, answer)
    if (fault === 'hold') held.push(send)
    else send()
  })
  const script: ScriptedSmileId = Object.assign(server, behaved(), {
    ledger,
    releaseFirst() {
      held.shift()?.()
    },
    release() {
      for (const send of held) send()
      held = []
    },
  })
  return script
}

type Asked = { user_id: string; job_id: string }

function status(
  { user_id, job_id }: Asked,
  { result }: ScriptedSmileId,
  entry: LedgerEntry | undefined,
  account: { partnerId: string; apiKey: string },
): [number, unknown] {
  if (typeof result === 'number') return [result, {}]
  if (typeof result === 'object') return [400, { error: 'No.', code: result.refused }]
  const timestamp = new Date().toISOString()
  const signed = { timestamp, signature: sign(timestamp, account) }
  if (!entry?.zips || result === 'absent')
    return [200, { ...signed, code: '2314', job_complete: false, result: 'No zip uploaded yet' }]
  if (result === 'processing') return [200, { ...signed, code: '2302', job_complete: false, result: 'Processing' }]
  const PartnerParams = { user_id, job_id, job_type: 4 }
  const told = { ResultCode: result, ResultText: 'As scripted', ConfidenceValue: '99', SmileJobID: '0000000001' }
  return [200, { ...signed, code: '2302', job_complete: true, job_success: true, result: { ...told, PartnerParams } }]
}
