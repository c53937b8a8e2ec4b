import 'server-only'
import { randomUUID } from 'node:crypto'
import { oncePerProcess } from './once-per-process'

const clock = oncePerProcess('ids', () => ({ last: 0, counter: 0 }))

/**
 * A fresh UUID v7 (RFC 9562), sorting by the time it was made, for rows whose id is needed before they are written.
 * It rises within this process even inside one millisecond: lines of history written by one statement share
 * their time and are read in the order of their ids.
 */
export function newId(): string {
  const now = Date.now()
  if (now > clock.last) {
    clock.last = now
    clock.counter = 0
  } else if (++clock.counter > 0xfff) {
    clock.last += 1
    clock.counter = 0
  }
  const time = clock.last.toString(16).padStart(12, '0')
  // A random UUID's last part is of the same form, and Node keeps random bytes in store for it.
  const random = randomUUID().slice(19)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${clock.counter.toString(16).padStart(3, '0')}-${random}`
}
