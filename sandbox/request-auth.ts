import { z } from 'zod'
import { type Refusal, refusals } from './codes'
import { apiKeyOf, type Sandbox } from './sandbox'
import { signatureMatches } from './signature'

/** A number is milliseconds since 1970 and was signed as ISO text; anything else is signed as it was written. */
const timestampSchema = z.union([
  z.string().min(1),
  z
    .number()
    .min(0)
    .max(8.64e15)
    .transform((ms) => new Date(ms).toISOString()),
])

type Proof = { partnerId: unknown; timestamp: unknown; signature: unknown }
type Checked = { ok: true; partnerId: string } | { ok: false; refusal: Refusal; detail: string }

/** Who is asking: the three fields are there, are texts, and fit together under that partner's key. */
export function checkProof(sandbox: Sandbox, proof: Proof, partnerField: string): Checked {
  const { partnerId, timestamp, signature } = proof
  const fields = { [partnerField]: partnerId, timestamp, signature }
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === null || value === '') return no(refusals.missing, name)
  }
  const time = timestampSchema.safeParse(timestamp)
  if (!time.success) return no(refusals.wrongType, 'timestamp')
  if (typeof partnerId !== 'string') return no(refusals.wrongType, partnerField)
  if (typeof signature !== 'string') return no(refusals.wrongType, 'signature')
  const apiKey = apiKeyOf(sandbox, partnerId)
  if (
    apiKey === undefined ||
    !signatureMatches(signature, time.data, partnerId, apiKey) ||
    !isFresh(sandbox, time.data)
  ) {
    return no(refusals.unauthorized)
  }
  return { ok: true, partnerId }
}

function isFresh({ settings, now }: Sandbox, timestamp: string): boolean {
  if (settings.freshnessMs === undefined) return true
  return Math.abs(now() - momentOf(timestamp)) <= settings.freshnessMs
}

/** Some clients write no zone and mean UTC; JavaScript would take that for the time of this machine's own zone. */
function momentOf(timestamp: string): number {
  const isZoneless = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(timestamp)
  return Date.parse(isZoneless ? `${timestamp}Z` : timestamp)
}

function no(refusal: Refusal, detail = ''): Checked {
  return { ok: false, refusal, detail }
}
