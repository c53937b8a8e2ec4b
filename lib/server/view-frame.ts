import 'server-only'
import type { LookReason } from '@/lib/domain/look-reason'
import { reach, type Staff } from '@/lib/domain/permissions'
import { audit } from './audit'
import { db } from './db'
import { openFrame } from './frames'

/**
 * Opens one frame of a job for a person to look at, and writes down that they did, and why: without the line in
 * the audit trail there is no picture. Null: no such job or frame, or not theirs to see; the two look the same.
 */
export async function viewFrame(
  viewer: Staff,
  jobId: string,
  position: number,
  reason: LookReason,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const granted = reach(viewer.role, 'frames.view')
  if (granted === 'none') return null
  const job = await db().job.findFirst({
    where: { id: jobId, ...(granted === 'own' && { createdById: viewer.id }) },
    select: { captureId: true },
  })
  const frame = job && (await openFrame(job.captureId, position))
  if (!frame) return null
  await audit(db(), {
    operatorId: viewer.id,
    action: 'frame.viewed',
    objectType: 'frame',
    objectId: `${job.captureId}/${position}`,
    detail: { jobId, position, reason },
  })
  return frame.jpeg
}
