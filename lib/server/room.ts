import 'server-only'

/** Memory that requests under way share. */
export type Room = { enter(): { grow(bytes: number): boolean; leave(): void } }

/**
 * Room for `bytes` in all. The first `free` bytes of each request are not counted and never refused, so that a few large
 * bodies that fill the room do not keep out the small ones.
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
