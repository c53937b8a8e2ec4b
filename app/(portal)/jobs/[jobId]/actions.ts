'use server'
import { headers } from 'next/headers'
import { z } from 'zod'
import { deviceName } from '@/lib/domain/device'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { type SendAgainInput, sendAgainSchema } from '@/lib/domain/send-again'
import { unfit } from '@/lib/domain/unfit'
import { actionActor } from '@/lib/server/auth'
import { hasten as hastenJob } from '@/lib/server/hasten'
import { redrive as redriveJob } from '@/lib/server/redrive'
import { sendAgain as sendJobAgain } from '@/lib/server/send-again'
import { settleNote as settleJobNote } from '@/lib/server/settle-note'

/** Sends a job's capture again as a new job. */
export async function sendAgain(input: SendAgainInput): Promise<Outcome<{ jobId: string }>> {
  const asked = await actionActor('jobs.retry')
  if (!asked.ok) return asked
  const form = sendAgainSchema.safeParse(input)
  if (!form.success) return unfit(form.error)
  return sendJobAgain(asked.actor, form.data, deviceName((await headers()).get('user-agent')))
}

/** Takes a failed job up again: the same job, asked after first. */
export async function redrive(jobId: string): Promise<Outcome> {
  const asked = await actionActor('jobs.retry')
  if (!asked.ok) return asked
  const id = z.uuid().safeParse(jobId)
  if (!id.success) return refuse('job_not_found', 'This job is not here, or not yours to try again.')
  return redriveJob(asked.actor, id.data)
}

/** Has a waiting job's next step taken now. */
export async function hasten(jobId: string): Promise<Outcome> {
  const asked = await actionActor('jobs.retry')
  if (!asked.ok) return asked
  const id = z.uuid().safeParse(jobId)
  if (!id.success) return refuse('job_not_found', 'This job is not here, or not yours to hasten.')
  return hastenJob(asked.actor, id.data)
}

/** Says that somebody has looked at what a callback reported beside the verdict, or at results that disagree. */
export async function settleNote(jobId: string, id: string): Promise<Outcome> {
  const asked = await actionActor('reports.settle')
  return asked.ok ? settleJobNote(asked.actor, jobId, id) : asked
}
