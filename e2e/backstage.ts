import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type EnrollFormInput, enrollFormSchema } from '@/lib/domain/enroll-form'
import { REGISTER } from '@/lib/domain/job'
import { linkFormSchema } from '@/lib/domain/link-form'
import { draftInput, emptyLinkDraft } from '@/lib/domain/link-form-draft'
import { db } from '@/lib/server/db'
import { enroll } from '@/lib/server/enroll'
import { storeFrame } from '@/lib/server/frames'
import { makeLink } from '@/lib/server/make-link'
import { hashPassword } from '@/lib/server/password'
import { accounts, callbackUrl } from '@/lib/server/provider'
import { createSession } from '@/lib/server/session'
import { encodeSessionCookie, sessionCookieName } from '@/lib/server/session-cookie'
import { sign } from '@/lib/smile-id/signature'
import {
  type MadeJob,
  type MadeLink,
  type Operator,
  type Reported,
  type Request,
  requestSchema,
} from './backstage-talk'

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
  const made = await enroll({ id: operatorId, role: 'OPERATOR' }, enrollFormSchema.parse(form), 'A journey')
  if (!made.ok) throw new Error(made.message)
  const { enrolleeId } = await db().job.findUniqueOrThrow({ where: { id: made.jobId }, select: { enrolleeId: true } })
  return { jobId: made.jobId, enrolleeId, userId }
}

async function makeALink(wanted: Extract<Request, { make: 'link' }>): Promise<MadeLink> {
  const { operatorId, userId, displayName, language, redirectUrl, contact, maxUses } = wanted
  const form = draftInput({ ...emptyLinkDraft, environment: 'SANDBOX', userId, displayName, contact }, randomUUID())
  const made = await makeLink({ id: operatorId }, linkFormSchema.parse({ ...form, language, redirectUrl, maxUses }))
  if (!made.ok) throw new Error(made.message)
  return { linkId: made.linkId, url: made.url, userId }
}

async function report({ jobId, userId, code, suspects }: Extract<Request, { make: 'report' }>): Promise<Reported> {
  const account = accounts().find(({ environment }) => environment === 'SANDBOX')
  if (!account) throw new Error('no account')
  const { smileJobId } = await db().job.findUniqueOrThrow({ where: { id: jobId }, select: { smileJobId: true } })
  const timestamp = new Date().toISOString()
  const body = {
    PartnerParams: { job_id: jobId, user_id: userId, job_type: REGISTER },
    ResultCode: code,
    ResultText: 'Reported by a journey',
    ...(suspects && { Antifraud: { SuspectUsers: suspects.map((user_id) => ({ user_id, reason: 'same-person' })) } }),
    SmileJobID: smileJobId,
    timestamp,
    signature: sign(timestamp, account),
  }
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const { status } = await fetch(callbackUrl(jobId), init)
  return { status }
}

function answer(request: Request): Promise<Operator | MadeJob | MadeLink | Reported> {
  switch (request.make) {
    case 'operator':
      return makeOperator(request)
    case 'job':
      return makeJob(request)
    case 'link':
      return makeALink(request)
    case 'report':
      return report(request)
  }
}

process.on('disconnect', () => process.exit(0))
process.on('message', async (message) => {
  process.send?.(await answer(requestSchema.parse(message)))
})
