import 'server-only'
import type { Environment } from '@/lib/domain/environment'
import type { Tx } from './db'
import { newId } from './new-id'
import { idsOf } from './rows'

type NewEnrollee = { environment: Environment; userId: string; displayName: string | null; allowReEnroll: boolean }

/**
 * The id of the enrollee with this user id, added when there is none: one statement, so that two operators typing
 * the same new user id meet in one enrollee. A name typed beside the user id of somebody enrolled may be a slip of
 * the finger, which the provider then refuses: it replaces the name there is only when re-enrolling is meant.
 */
export async function addEnrollee(tx: Tx, enrollee: NewEnrollee): Promise<string> {
  const { environment, userId, displayName, allowReEnroll } = enrollee
  const rows = await tx.$queryRaw`
    INSERT INTO "Enrollee" (id, environment, "userId", "displayName")
    VALUES (${newId()}::uuid, ${environment}::"Environment", ${userId}, ${displayName})
    ON CONFLICT (environment, "userId")
    DO UPDATE SET "displayName" =
      CASE WHEN ${allowReEnroll} OR "Enrollee"."enrolledAt" IS NULL
           THEN COALESCE(EXCLUDED."displayName", "Enrollee"."displayName")
           ELSE COALESCE("Enrollee"."displayName", EXCLUDED."displayName") END
    RETURNING id`
  const [id] = idsOf(rows)
  if (!id) throw new Error('An upsert gave no row.')
  return id
}
