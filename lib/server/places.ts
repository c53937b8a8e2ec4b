import 'server-only'
import { oncePerProcess } from './once-per-process'

const all = oncePerProcess('places', () => new Map<string, Map<string, number>>())

/**
 * So many places for everyone, of one process: `take` gives what frees one again, to be called once, or null when
 * all of this one's are taken. `what`: what they are for.
 */
export function places(what: string, most: number): (whose: string) => (() => void) | null {
  return (whose) => {
    const open = all.get(what) ?? new Map<string, number>()
    all.set(what, open)
    const taken = open.get(whose) ?? 0
    if (taken >= most) return null
    open.set(whose, taken + 1)
    return () => {
      const left = (open.get(whose) ?? 1) - 1
      if (left > 0) open.set(whose, left)
      else open.delete(whose)
    }
  }
}
