import 'server-only'
import type { Environment } from '@/lib/domain/environment'
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

/** The name this user id has here, for a form that opens with it; empty for whoever may not see people. */
export async function knownName(reader: Staff, environment: Environment, userId: string): Promise<string> {
  if (!userId || !may(reader, 'people.read')) return ''
  const enrollee = await db().enrollee.findUnique({
    where: { environment_userId: { environment, userId } },
    select: { displayName: true },
  })
  return enrollee?.displayName ?? ''
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
