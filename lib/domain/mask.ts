import { ERASED_NAME, FORGOTTEN_NAME, isErased, isForgotten } from './erased'
import type { JobEvent } from './job-event'

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
  if (isForgotten(userId)) return { userId, displayName: FORGOTTEN_NAME }
  if (isErased(userId)) return { userId, displayName: ERASED_NAME }
  if (seesPeople) return { userId, displayName }
  return { userId: maskUserId(userId), displayName: displayName && maskName(displayName) }
}

/** What of a job's history a reader may see: of people, and of the link it came by. */
type Sees = { people: boolean; link: boolean }

/**
 * A line of a job's history as this reader may see it: what was typed, what Smile ID wrote and how alike it found the
 * faces is of the person. That it came by a link stays when the link's label goes.
 */
export function eventFor(sees: Sees, event: JobEvent): JobEvent {
  switch (event.kind) {
    case 'queued': {
      const { reason, link, ...detail } = event.detail
      return {
        ...event,
        detail: {
          ...detail,
          reason: sees.people ? reason : null,
          ...(link !== undefined && { link: sees.link ? link : '' }),
        },
      }
    }
    case 'verdict':
      return sees.people ? event : { ...event, detail: { ...event.detail, text: '', confidence: null } }
    case 'refused':
      return sees.people ? event : { ...event, detail: { ...event.detail, text: '' } }
    default:
      return event
  }
}
