import 'server-only'
import { sha256 } from './sha256'

/** SHA-256 of what was asked for: the same form key with another one is a conflict. */
export function hashForm(form: object): Uint8Array<ArrayBuffer> {
  const sorted = JSON.stringify(form, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
  return sha256(sorted)
}
