import 'server-only'
import { errorName, log } from './log'

/**
 * Gathers ids while one flight is under way and sends them together with the next, each once. For
 * NOTIFY, which takes a lock shared by the whole database at every commit: many small ones would
 * queue behind each other. The promise is kept when the flight that carried the id has landed; a flight
 * that fails is logged, because whatever goes this way is only a hint.
 */
export function batched(name: string, send: (ids: string[]) => Promise<void>): (id: string) => Promise<void> {
  let waiting = new Set<string>()
  let flight: Promise<void> | null = null
  let next: Promise<void> | null = null

  async function fly(): Promise<void> {
    const ids = [...waiting]
    waiting = new Set()
    next = null
    flight = send(ids).catch((thrown: unknown) => log.warn(`${name} failed`, { error: errorName(thrown) }))
    await flight
    flight = null
  }

  return (id) => {
    waiting.add(id)
    next ??= (flight ?? Promise.resolve()).then(fly)
    return next
  }
}
