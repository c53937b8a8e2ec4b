import 'server-only'
import { may, type Staff } from '@/lib/domain/permissions'
import type { Prisma } from './generated/prisma/client'

/** What was typed, taken literally: in a LIKE pattern, % _ and \ have a meaning of their own. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}

/** A search is as many conditions as words; nobody types more. */
const WORDS_MAX = 8

/** The words of a search, each to be found somewhere: a name may be typed in any order. Literally, as above. */
export function literalWords(query: string): string[] {
  return query
    .trim()
    .split(/\s+/, WORDS_MAX)
    .map((word) => literally(word))
}

/**
 * The enrollees a search finds: by parts of the user id or of the name, one for each word. Whoever may not see people finds
 * nobody by them, since a search that answers yes or no gives a hidden name away letter by letter.
 */
export function personMatches(reader: Staff, query: string): Prisma.EnrolleeWhereInput {
  if (!may(reader, 'people.read')) return { id: { in: [] } }
  return {
    AND: literalWords(query).map((contains) => ({
      OR: [{ userId: { contains, mode: 'insensitive' } }, { displayName: { contains, mode: 'insensitive' } }],
    })),
  }
}
