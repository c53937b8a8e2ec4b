import 'server-only'

// Next bundles this module more than once into one process; all of them count together.
const held = globalThis as { kiooPlaces?: Map<string, Map<string, number>> }

/**
 * So many places for everyone, of one process: `take` gives what frees one again, to be called once, or null when
 * all of this one's are taken. `what`: what they are for, the same in every bundle.
 */
export function places(what: string, most: number): (whose: string) => (() => void) | null {
  return (whose) => {
    held.kiooPlaces ??= new Map()
    const open = held.kiooPlaces.get(what) ?? new Map<string, number>()
    held.kiooPlaces.set(what, open)
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
