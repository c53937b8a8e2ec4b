import {
  type CaptureDetails,
  DETAIL_EVENTS_MAX,
  DETAIL_LENGTH_MAX,
  type DetailName,
} from '@/lib/domain/capture-details'

/** What a sitting tells of itself when somebody needs help: a few facts, and its last events. */
export function createJournal(clock: () => number) {
  let began: number | null = null
  let facts: CaptureDetails['facts'] = {}
  let events: CaptureDetails['events'] = []
  return {
    /** One thing that happened, in a word of ours. */
    note(name: string): void {
      const now = clock()
      began ??= now
      if (events.at(-1)?.name === name) return
      events = [...events, { ms: Math.round(now - began), name: name.slice(0, 40) }].slice(-DETAIL_EVENTS_MAX)
    },
    /** One thing that is so. Signs that belong to no word or number are left out. */
    fact(name: DetailName, value: string): void {
      facts = { ...facts, [name]: value.replace(/[^\w .,:%×+/()-]/g, '').slice(0, DETAIL_LENGTH_MAX) }
    },
    read: (): CaptureDetails => ({ facts, events }),
  }
}

/** The journal of this page: it has one camera. */
export const journal = createJournal(() => performance.now())
