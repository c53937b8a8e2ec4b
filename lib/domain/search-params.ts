import { z } from 'zod'

/** One value of a search parameter, for those that were given twice. */
export const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** What somebody looks for in a list. The database takes no NUL in a text, and nobody types one. */
export const searchTextSchema = z
  .preprocess(
    first,
    z
      .string()
      .transform((text) => text.replaceAll('\0', '').trim())
      .pipe(z.string().max(120)),
  )
  .catch('')
