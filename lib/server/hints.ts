import 'server-only'
import { errorName, log } from './log'

/** Long enough to gather a burst, too short for anybody to notice. */
const WINDOW_MS = 20

/**
 * Gathers ids for some milliseconds and sends them together, each once. For NOTIFY: every commit with one takes
 * a lock shared by the whole database, and many small ones queue behind each other. A flight that fails is
 * logged and forgotten, because whatever goes this way is only a hint.
 */
export function hints(
  name: string,
  send: (ids: string[]) => Promise<void>,
  windowMs = WINDOW_MS,
): (id: string) => Promise<void> {
  let waiting = new Set<string>()
  let next: Promise<void> | null = null

  async function fly(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, windowMs))
    const ids = [...waiting]
    waiting = new Set()
    next = null
    await send(ids).catch((thrown: unknown) => log.warn(`${name} failed`, { error: errorName(thrown) }))
  }

  return (id) => {
    waiting.add(id)
    next ??= fly()
    return next
  }
}
