import { z } from 'zod'
import { type Answer, json, plain } from './answer'
import { parseJson } from './body'
import { newEnrollee } from './enrollees'
import type { Enrollee } from './job'
import type { Sandbox } from './sandbox'
import { viewEnrollee } from './view'

export const flagNames = ['inactive', 'deleted', 'allowNewEnroll', 'isFraudulent'] as const
export type Flag = (typeof flagNames)[number]

const flagsSchema = z.strictObject({
  inactive: z.boolean().optional(),
  deleted: z.boolean().optional(),
  allowNewEnroll: z.boolean().optional(),
  isFraudulent: z.boolean().optional(),
} satisfies Record<Flag, z.ZodType>)

/** What Smile ID's own administrators can do to an enrolled user: disable, delete, ask to enroll again, mark as fraudulent. */
export function flagEnrollee(sandbox: Sandbox, partnerId: string, userId: string, body: Uint8Array): Answer {
  const flags = flagsSchema.safeParse(parseJson(body)?.value)
  if (!flags.success)
    return json({ message: `Send a JSON object with some of ${flagNames.join(', ')}, as booleans.` }, 400)
  return json({ enrollee: viewEnrollee(save(sandbox, partnerId, userId, flags.data)) })
}

const formSchema = z.object({
  partnerId: z.string().min(1),
  userId: z.string().min(1),
  flag: z.enum(flagNames),
  to: z.enum(['on', 'off']),
})

/** A button of the page. */
export function flagFromPage(sandbox: Sandbox, body: Uint8Array): Answer {
  const form = formSchema.safeParse(Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body))))
  if (!form.success) return plain(400, 'This is no button of the page.')
  const { partnerId, userId, flag, to } = form.data
  save(sandbox, partnerId, userId, { [flag]: to === 'on' })
  return { ...plain(303), headers: { location: '/enrollees' } }
}

function save({ store }: Sandbox, partnerId: string, userId: string, flags: Partial<Record<Flag, boolean>>): Enrollee {
  const enrollee = { ...(store.enrollee(partnerId, userId) ?? newEnrollee(partnerId, userId)), ...flags }
  store.saveEnrollee(enrollee)
  return enrollee
}
