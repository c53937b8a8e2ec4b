import { ERASED_NAME, isErased } from './erased'

/** What those who may not see people see instead: enough to tell two rows apart, not enough to know anybody. */

const COVER = '•••'

/** "Wanjiru Kamau" → "W••• K•••". */
export function maskName(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map((word) => `${[...word][0] ?? ''}${COVER}`)
    .join(' ')
}

/** "ke-004711" → "•••11"; short ids are covered whole. */
export function maskUserId(userId: string): string {
  return userId.length < 6 ? COVER : `${COVER}${userId.slice(-2)}`
}

export type Person = { userId: string; displayName: string | null }

/** A person as this reader may see them. Whoever is erased has nothing left to hide, and is called so to everybody. */
export function personFor(seesPeople: boolean, { userId, displayName }: Person): Person {
  if (isErased(userId)) return { userId, displayName: ERASED_NAME }
  if (seesPeople) return { userId, displayName }
  return { userId: maskUserId(userId), displayName: displayName && maskName(displayName) }
}
