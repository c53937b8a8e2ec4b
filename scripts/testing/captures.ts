import 'server-only'
import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { type EnrollForm, type EnrollFormInput, enrollFormSchema } from '@/lib/domain/enroll-form'
import { framePositions } from '@/lib/domain/frame'
import { REGISTER } from '@/lib/domain/job'
import { db } from '@/lib/server/db'
import { storeFrame } from '@/lib/server/frames'

/** An operator of this test's own. */
export async function newOperator() {
  const id = randomUUID()
  await db().operator.create({ data: { id, email: `${id}@kioo.test`, name: 'Op', role: 'OPERATOR' } })
  return { id, role: 'OPERATOR' } as const
}

let drawn: Promise<Uint8Array<ArrayBuffer>> | undefined

/** A JPEG that passes as a frame, 640 by 480. */
export function framePicture(): Promise<Uint8Array<ArrayBuffer>> {
  const noise = { type: 'gaussian', mean: 120, sigma: 20 } as const
  const create = { width: 640, height: 480, channels: 3, background: '#777', noise } as const
  drawn ??= sharp({ create })
    .jpeg()
    .toBuffer()
    .then((data) => Uint8Array.from(data))
  return drawn
}

/** The id of a capture of this operator's, with these frames. */
export async function newCapture(
  owner: { id: string },
  positions: readonly number[] = framePositions,
): Promise<string> {
  const captureId = randomUUID()
  for (const position of positions) {
    const stored = await storeFrame(owner, captureId, position, await framePicture())
    if (!stored.ok) throw new Error(stored.code)
  }
  return captureId
}

/** A valid form of its own for this capture. */
export function newForm(captureId: string, given: Partial<EnrollFormInput> = {}): EnrollForm {
  return enrollFormSchema.parse({
    formKey: randomUUID(),
    captureId,
    environment: 'SANDBOX',
    type: REGISTER,
    userId: `user-${randomUUID()}`,
    displayName: '',
    allowReEnroll: false,
    useEnrolledImage: false,
    reason: '',
    location: null,
    partnerParams: [],
    ...given,
  })
}

/** What an outcome says, in one word. */
export const code = (outcome: { ok: true } | { ok: false; code: string }) => (outcome.ok ? 'ok' : outcome.code)
