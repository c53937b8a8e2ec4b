'use server'
import { headers } from 'next/headers'
import { deviceName } from '@/lib/domain/device'
import { fieldErrors } from '@/lib/domain/enroll-form'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { type SendAgainInput, sendAgainSchema } from '@/lib/domain/send-again'
import { actionActor } from '@/lib/server/auth'
import { sendAgain as sendJobAgain } from '@/lib/server/send-again'

/** Sends a job's capture again as a new job. */
export async function sendAgain(input: SendAgainInput): Promise<Outcome<{ jobId: string }>> {
  const asked = await actionActor('jobs.retry')
  if (!asked.ok) return asked
  const form = sendAgainSchema.safeParse(input)
  if (!form.success) return refuse('invalid', 'Something needs another look.', fieldErrors(form.error))
  return sendJobAgain(asked.actor, form.data, deviceName((await headers()).get('user-agent')))
}
