import 'server-only'
import { may, type Role } from '@/lib/domain/permissions'
import type { Prisma } from './generated/prisma/client'

/** What was typed, taken literally: in a LIKE pattern, % _ and \ have a meaning of their own. */
export function literally(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}

/**
 * The enrollees a search finds: by part of the user id or of the name. Whoever may not see people finds
 * nobody by them, since a search that answers yes or no gives a hidden name away letter by letter.
 */
export function personMatches(reader: { id: string; role: Role }, query: string): Prisma.EnrolleeWhereInput {
  if (!may(reader, 'people.read')) return { id: { in: [] } }
  const contains = literally(query)
  return {
    OR: [{ userId: { contains, mode: 'insensitive' } }, { displayName: { contains, mode: 'insensitive' } }],
  }
}
