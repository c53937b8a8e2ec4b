import 'server-only'
import type { EnrollPrefill } from '@/lib/domain/enroll-form-prefill'
import type { Environment } from '@/lib/domain/environment'
import { isErased } from '@/lib/domain/erased'
import { may, type Staff } from '@/lib/domain/permissions'
import { consentOfEnrollee, withdrawnAt } from './consent'
import { db } from './db'

/** What we know of a user id: nothing yet, seen but never approved, or enrolled with the provider. */
export type UserIdState = {
  state: 'free' | 'known' | 'enrolled'
  enrolleeId: string | null
  /** Whether the consent behind the selfie on file was taken back. */
  withdrawn: boolean
}

/** For the form's field; the provider stays the judge. */
export async function userIdState(environment: Environment, userId: string): Promise<UserIdState> {
  const enrollee = await db().enrollee.findUnique({
    where: { environment_userId: { environment, userId } },
    select: { id: true, enrolledAt: true, ...consentOfEnrollee },
  })
  if (!enrollee) return { state: 'free', enrolleeId: null, withdrawn: false }
  const withdrawn = withdrawnAt(enrollee.enrolledJob) !== null
  return { state: enrollee.enrolledAt ? 'enrolled' : 'known', enrolleeId: enrollee.id, withdrawn }
}

/** A user id that Smile ID will never take again: another one has to be chosen. */
const DELETED_USER_ID = '2208'

const whose = { environment: true, userId: true, displayName: true } as const

/**
 * Whom the form opens for: the person of the job that is tried again, or an enrollee. Null: nobody, as for whoever may
 * not see people.
 */
export async function personToEnroll(
  reader: Staff,
  { retryOf, enrollee }: Pick<EnrollPrefill, 'retryOf' | 'enrollee'>,
): Promise<{ environment: Environment; userId: string; displayName: string } | null> {
  if (!may(reader, 'people.read')) return null
  const job = retryOf
    ? await db().job.findUnique({ where: { id: retryOf }, select: { failureCode: true, enrollee: { select: whose } } })
    : null
  const person =
    job?.enrollee ?? (enrollee ? await db().enrollee.findUnique({ where: { id: enrollee }, select: whose }) : null)
  if (!person || isErased(person.userId)) return null
  const { environment, userId, displayName } = person
  if (job?.failureCode === DELETED_USER_ID) return { environment, userId: '', displayName: '' }
  return { environment, userId, displayName: displayName ?? '' }
}

/** The enrollee an operator wants to authenticate; null: there is none. */
export async function enrolleeToAuthenticate(id: string) {
  const enrollee = await db().enrollee.findUnique({
    where: { id },
    select: {
      userId: true,
      displayName: true,
      environment: true,
      enrolledAt: true,
      ...consentOfEnrollee,
    },
  })
  if (!enrollee) return null
  const { enrolledAt, enrolledJob, ...view } = enrollee
  return { ...view, enrolled: enrolledAt !== null, withdrawn: withdrawnAt(enrolledJob) !== null }
}
