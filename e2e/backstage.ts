import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type EnrollFormInput, enrollFormSchema } from '@/lib/domain/enroll-form'
import { REGISTER } from '@/lib/domain/job'
import { db } from '@/lib/server/db'
import { enroll } from '@/lib/server/enroll'
import { storeFrame } from '@/lib/server/frames'
import { hashPassword } from '@/lib/server/password'
import { createSession } from '@/lib/server/session'
import { encodeSessionCookie, sessionCookieName } from '@/lib/server/session-cookie'
import { type MadeJob, type Operator, type Request, requestSchema } from './backstage-talk'

// A process of its own, because the server's files want the react-server condition. It makes what a journey needs
// by the portal's own code, and ends with whoever started it.

const frames = ['neutral', 'left', 'halfsmile', 'smile', 'blink', 'right', 'tilted', 'close'].map((pose) =>
  readFileSync(join(import.meta.dirname, 'faces', 'jpg', `a-${pose}.jpg`)),
)

async function makeOperator({ role, password }: Extract<Request, { make: 'operator' }>): Promise<Operator> {
  const hashed = password === null ? null : await hashPassword(password)
  const passwordHash = hashed?.ok ? hashed.hash : null
  const email = `${role.toLowerCase()}-${randomUUID()}@example.test`
  const name = `${role.toLowerCase()} of a journey`
  const { id } = await db().operator.create({ data: { email, name, role, passwordHash } })
  const token = await createSession(id, 'A journey')
  if (!token) throw new Error('no session')
  return { id, email, name, cookie: { name: sessionCookieName(), value: await encodeSessionCookie(token) } }
}

async function makeJob(wanted: Extract<Request, { make: 'job' }>): Promise<MadeJob> {
  const { operatorId, userId, displayName, partnerParams } = wanted
  const captureId = randomUUID()
  for (const [position, frame] of frames.entries()) {
    const stored = await storeFrame({ id: operatorId }, captureId, position, frame)
    if (!stored.ok) throw new Error(stored.message)
  }
  const form: EnrollFormInput = {
    formKey: randomUUID(),
    captureId,
    environment: 'SANDBOX',
    type: REGISTER,
    userId,
    displayName,
    allowReEnroll: false,
    useEnrolledImage: false,
    reason: '',
    location: null,
    partnerParams,
  }
  const made = await enroll({ id: operatorId }, enrollFormSchema.parse(form), 'A journey')
  if (!made.ok) throw new Error(made.message)
  const { enrolleeId } = await db().job.findUniqueOrThrow({ where: { id: made.jobId }, select: { enrolleeId: true } })
  return { jobId: made.jobId, enrolleeId, userId }
}

process.on('disconnect', () => process.exit(0))
process.on('message', async (message) => {
  const request = requestSchema.parse(message)
  process.send?.(request.make === 'operator' ? await makeOperator(request) : await makeJob(request))
})
