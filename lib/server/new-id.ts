import 'server-only'
import { randomBytes } from 'node:crypto'

let last = 0
let counter = 0

/**
 * A fresh UUID v7 (RFC 9562), sorting by time of birth, for rows whose id is needed before they are written.
 * It rises within this process even inside one millisecond: lines of history written by one statement share
 * their time and are read in the order of their ids.
 */
export function newId(): string {
  const now = Date.now()
  if (now > last) {
    last = now
    counter = 0
  } else if (++counter > 0xfff) {
    last += 1
    counter = 0
  }
  const bytes = randomBytes(16)
  bytes.writeUIntBE(last, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
