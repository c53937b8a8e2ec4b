import 'server-only'

/** Remembers the newest `most` of what it is told, and nothing longer: for hints that may be lost at any time. */
export function recent<V>(most: number): { get(key: string): V | undefined; set(key: string, value: V): void } {
  const kept = new Map<string, V>()
  return {
    get: (key) => kept.get(key),
    set(key, value) {
      kept.delete(key)
      kept.set(key, value)
      // A Map's keys come in the order they were set.
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break
        kept.delete(oldest)
      }
    },
  }
}
