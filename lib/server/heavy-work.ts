import 'server-only'
import { oncePerProcess } from './once-per-process'
import { SPARED } from './processors'
import { turns } from './turns'

/**
 * Milliseconds by which a piece of work lets others that came later go before it. A password takes as long as twenty
 * pictures, and so does looking for faces in one, so these wait a moment for the pictures of a burst; after that they have
 * their turn, however many there are.
 */
const GIVES_WAY_MS = { picture: 0, password: 200, face: 200 } as const

const work = oncePerProcess('heavy work', () => turns(SPARED))

/**
 * Runs what keeps a processor busy for long, at most as much of it at once as there are processors to spare. However many
 * people sign in and cameras send, one is left for the thread that answers and for the database: even a thread of the
 * lowest priority ends its turn before it gives way (decision 023).
 */
export function heavyWork<T>(kind: keyof typeof GIVES_WAY_MS, task: () => Promise<T>): Promise<T> {
  return work.take(task, GIVES_WAY_MS[kind])
}
