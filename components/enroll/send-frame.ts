import { z } from 'zod'
import type { FrameSent, SendFrame } from '@/components/capture/send-frames'

const TIMEOUT_MS = 30_000
const answerSchema = z.object({ message: z.string() })

const unreachable = (again: boolean): FrameSent => ({
  ok: false,
  again,
  message: 'The portal could not be reached. The pictures are still on this device; check the connection.',
})

/** Puts one frame into the portal as the signed-in operator. */
export const sendFrame: SendFrame = async (captureId, position, jpeg, signal) => {
  let response: Response
  try {
    response = await fetch(`/api/captures/${captureId}/frames/${position}?as=operator`, {
      method: 'PUT',
      headers: { 'content-type': 'image/jpeg' },
      body: jpeg,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    })
  } catch {
    return unreachable(true)
  }
  if (response.ok) return { ok: true }
  const answer = answerSchema.safeParse(await response.json().catch(() => null))
  // Signed out can be mended in another tab; the other refusals stay what they are.
  const again = response.status >= 500 || response.status === 401 || response.status === 429
  return answer.success ? { ok: false, again, message: answer.data.message } : unreachable(again)
}
