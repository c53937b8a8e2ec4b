'use server'
import { headers } from 'next/headers'
import { z } from 'zod'
import { deviceName } from '@/lib/domain/device'
import { type EnrollFormInput, enrollFormSchema, userIdSchema } from '@/lib/domain/enroll-form'
import { environmentSchema } from '@/lib/domain/environment'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { unfit } from '@/lib/domain/unfit'
import { actionActor } from '@/lib/server/auth'
import { enroll } from '@/lib/server/enroll'
import { type UserIdState, userIdState } from '@/lib/server/user-id'

/** Submits one capture with its form. Carries no picture: those are in the portal already, frame by frame. */
export async function submitEnrollment(input: EnrollFormInput): Promise<Outcome<{ jobId: string }>> {
  const asked = await actionActor('jobs.create')
  if (!asked.ok) return asked
  const form = enrollFormSchema.safeParse(input)
  if (!form.success) return unfit(form.error)
  return enroll(asked.actor, form.data, deviceName((await headers()).get('user-agent')))
}

const checkSchema = z.object({ environment: environmentSchema, userId: userIdSchema })

/** Says whether a user id is already enrolled, while it is being typed. */
export async function checkUserId(input: z.input<typeof checkSchema>): Promise<Outcome<UserIdState>> {
  const asked = await actionActor('jobs.create')
  if (!asked.ok) return asked
  const check = checkSchema.safeParse(input)
  if (!check.success) return refuse('invalid', 'This is not a user id yet.')
  return { ok: true, ...(await userIdState(check.data.environment, check.data.userId)) }
}
