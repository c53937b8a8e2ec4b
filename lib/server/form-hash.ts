import 'server-only'
import { createHash } from 'node:crypto'

/** SHA-256 of what was asked for: the same form key with another one is a conflict. */
export function hashForm(form: object): Uint8Array<ArrayBuffer> {
  const sorted = JSON.stringify(form, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
  return Uint8Array.from(createHash('sha256').update(sorted).digest())
}
