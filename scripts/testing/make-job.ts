import { randomUUID } from 'node:crypto'
import type { Prisma } from '@/lib/server/generated/prisma/client'

/** Rows for tests of the reading side: as the writing side would leave them, without walking its whole way. */

export async function makeOperator(name: string, role: 'ADMIN' | 'OPERATOR' | 'VIEWER' = 'OPERATOR') {
  const { db } = await import('@/lib/server/db')
  const email = `${randomUUID()}@example.org`
  return db().operator.create({ data: { email, name, role }, select: { id: true, role: true } })
}

type JobSpec = {
  by: string
  userId: string
  displayName?: string | null
  environment?: 'SANDBOX' | 'PRODUCTION'
  job?: Partial<Omit<Prisma.JobUncheckedCreateInput, 'events' | 'callbacks' | 'retries' | 'enrolled'>>
}

/** One job of an enrollee, who is made with it when there is none. */
export async function makeJob({ by, userId, displayName = null, environment = 'SANDBOX', job = {} }: JobSpec) {
  const { db } = await import('@/lib/server/db')
  const enrollee = await db().enrollee.upsert({
    where: { environment_userId: { environment, userId } },
    create: { environment, userId, displayName },
    update: {},
  })
  const capture = await db().capture.create({ data: { id: randomUUID(), operatorId: by, submittedAt: new Date() } })
  return db().job.create({
    data: {
      environment,
      enrolleeId: enrollee.id,
      captureId: capture.id,
      createdById: by,
      type: 4,
      formKey: randomUUID(),
      formHash: new Uint8Array(32),
      callbackHash: Uint8Array.from(Buffer.from(randomUUID())),
      ...job,
    },
    select: { id: true, createdAt: true, enrolleeId: true, captureId: true },
  })
}
