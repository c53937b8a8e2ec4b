import { z } from 'zod'

/**
 * The wire's own looseness: the same field comes as a string, a number or a boolean, by version and by
 * sample. These readers take every spelling and give one; what they cannot read is null, not an error.
 */

/** A missing field reads like a null one. */
export const anything = z.unknown().default(null)

/** Text; a number as it is written. */
export const lenientText = anything.transform((value) =>
  typeof value === 'string' ? storable(value) : typeof value === 'number' ? String(value) : null,
)

/** Four digits; a number has lost its leading zeros and gets them back. */
export const lenientCode = anything.transform((value) =>
  typeof value === 'string' ? storable(value) : typeof value === 'number' ? String(value).padStart(4, '0') : null,
)

/** Ten digits; a number has lost its leading zeros and gets them back, so that it can be compared. */
export const lenientSmileJobId = anything.transform((value) =>
  typeof value === 'string' ? storable(value) : typeof value === 'number' ? String(value).padStart(10, '0') : null,
)

/** A finite number, also one that was written as text. */
export const lenientNumber = anything.transform((value) => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || value.trim() === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
})

/** true, "true" in any case, 1 or "1", and their opposites. */
export const lenientBoolean = anything.transform((value) => {
  if (typeof value === 'boolean') return value
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.toLowerCase() : ''
  return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : null
})

/** Any object that is not an array; nothing in it is looked at. */
export const plainObject = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)

/** The text values of an object, under their names; an odd value is kept as JSON, an odd object is empty. */
export const lenientTexts = anything.transform((value): Record<string, string> => {
  const object = plainObject.safeParse(value)
  if (!object.success) return {}
  const texts = Object.entries(object.data).map(([name, text]) => [
    storable(name),
    storable(typeof text === 'string' ? text : JSON.stringify(text)),
  ])
  // fromEntries defines properties and never assigns, so a name like __proto__ is only a name.
  return Object.fromEntries(texts)
})

/**
 * PostgreSQL's text cannot hold NUL; one in a delivery must not make it impossible to keep. Replaced, not taken out: what
 * differs from ours by a NUL alone has to go on differing.
 */
function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd')
}
