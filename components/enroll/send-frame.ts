import { z } from 'zod'
import { askArrived, momentOf, putJpeg } from '@/components/capture/put-jpeg'
import type { FrameDoor, FrameSent } from '@/components/capture/send-frames'

const answerSchema = z.object({ message: z.string() })

const unreachable = (again: boolean): FrameSent => ({
  ok: false,
  again,
  message: 'The portal could not be reached. The pictures are still on this device; check the connection.',
})

function messageIn(body: string): string | undefined {
  try {
    return answerSchema.safeParse(JSON.parse(body)).data?.message
  } catch {
    return undefined
  }
}

/** Puts frames into the portal as the signed-in operator. */
export const deskDoor: FrameDoor = {
  async send(captureId, position, jpeg, on) {
    const answer = await putJpeg(`/api/captures/${captureId}/frames/${position}?as=operator`, jpeg, on)
    if (!answer) return unreachable(true)
    if (answer.status < 300) return { ok: true }
    const message = messageIn(answer.body)
    // Signed out can be mended in another tab; the other refusals stay what they are.
    const again = answer.status >= 500 || [401, 408, 429].includes(answer.status)
    return { ...(message ? { ok: false, again, message } : unreachable(again)), ...momentOf(answer) }
  },
  arrived: (captureId, signal) => askArrived(`/api/captures/${captureId}/frames?as=operator`, signal),
}
