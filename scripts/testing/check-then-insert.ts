import 'server-only'
import { randomUUID } from 'node:crypto'
import { framePositions } from '@/lib/domain/frame'
import { REGISTER } from '@/lib/domain/job'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { db } from '@/lib/server/db'
import { addEnrollee } from '@/lib/server/enrollee-row'
import { hashForm } from '@/lib/server/form-hash'
import { addJob } from '@/lib/server/new-job'
import { inTransaction } from '@/lib/server/transaction'
import type { VisitActor } from '@/lib/server/visit'

/**
 * How a link's use must not be spent: looked at first and written afterwards, without a lock. The race is run with this
 * too, to know that it would notice.
 */
export async function checkThenInsert(visit: VisitActor, captureId: string): Promise<Outcome<{ jobId: string }>> {
  const link = await db().link.findUniqueOrThrow({ where: { id: visit.linkId } })
  if (link.uses >= link.maxUses) return refuse('completed', 'Used.')
  const { environment, createdById, label, displayName, uses } = link
  return inTransaction(async (tx) => {
    const userId = `${link.userIdPrefix}${randomUUID()}`
    const enrolleeId = await addEnrollee(tx, { environment, userId, displayName, allowReEnroll: false })
    const asked = { environment, type: REGISTER, captureId, enrolleeId }
    const history = { capturedAt: new Date(), frames: framePositions.length, device: '', link: label }
    const job = { ...asked, formKey: visit.id, formHash: hashForm(asked), linkId: link.id, visitId: visit.id }
    const jobId = await addJob(tx, { id: createdById }, job, history)
    await tx.link.update({ where: { id: link.id }, data: { uses: uses + 1 } })
    return jobId ? { ok: true, jobId } : refuse('visit_over', 'Over.')
  })
}
