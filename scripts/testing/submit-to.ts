import type { Submission, SubmitOutcome } from '@/lib/domain/provider'
import { createSmileIdV1 } from '@/lib/smile-id/client'
import type { Limits } from '@/lib/smile-id/settings'
import { account, json, type Received, type Respond, scriptedServer, submission } from './scripted-server'

/** For tests: a provider that goes through with a submission, but for the one step it is told to spoil. */
type Script = { reserve?: Respond; put?: Respond }

type Told = {
  changes?: Partial<Submission>
  limits?: Partial<Limits>
  signal?: AbortSignal
  isKnownAbsent?: boolean
  onPhase?: (phase: string) => void
}

type Submitted = { outcome: SubmitOutcome; phases: string[]; received: Received[] }

/** Submits once to a provider of its own, which is gone afterwards. */
export async function submitTo(script: Script, told: Told = {}): Promise<Submitted> {
  const server = await scriptedServer((response, received, origin) => {
    if (received.method === 'PUT') return script.put ? script.put(response, received, origin) : response.end()
    if (script.reserve) return script.reserve(response, received, origin)
    json(response, 200, reservation(origin))
  })
  const phases: string[] = []
  try {
    const client = createSmileIdV1({ ...account, baseUrl: `${server.origin}/v1`, limits: told.limits })
    const outcome = await client.submit(submission(told.changes), {
      signal: told.signal ?? new AbortController().signal,
      isKnownAbsent: told.isKnownAbsent ?? false,
      onPhase: async (phase) => {
        phases.push(phase)
        told.onPhase?.(phase)
      },
    })
    return { outcome, phases, received: server.received }
  } finally {
    await server.close()
  }
}

export const reservation = (origin: string) => ({
  upload_url: `${origin}/videos/1/selfie.zip?token=t`,
  ref_id: '001-0000000583-x',
  smile_job_id: '0000000583',
  camera_config: 'null',
  code: '2202',
})

export const bodyOf = (received: Received | undefined): Record<string, unknown> =>
  JSON.parse(received?.body.toString() ?? '')
