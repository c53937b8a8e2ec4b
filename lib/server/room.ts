import 'server-only'

/** Memory that requests under way share. */
export type Room = { enter(): { grow(bytes: number): boolean; leave(): void } }

/**
 * Room for `bytes` in all. Each one's first `free` bytes are its own and never refused, so that those who fill the
 * room with large bodies keep nobody out who brings a small one.
 */
export function room(bytes: number, free: number): Room {
  let taken = 0
  return {
    enter() {
      let own = 0
      return {
        /** Grows to `size` bytes; false, and nothing taken, when there is no room for that. */
        grow(size) {
          const wanted = Math.max(size - free, 0)
          if (wanted > own && taken - own + wanted > bytes) return false
          taken += wanted - own
          own = wanted
          return true
        },
        leave() {
          taken -= own
          own = 0
        },
      }
    },
  }
}
