import { z } from 'zod'

/** One value of a search parameter, for those that were given twice. */
export const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)

/** Letters of a search; nobody types more. */
export const SEARCH_MAX = 120
/** The same sealed (lib/server/sealed-search.ts): letters of up to four bytes, and a third more. */
const ADDRESS_MAX = 700

/** The database takes no NUL in a text, and nobody types one. */
const textUpTo = (max: number) =>
  z
    .preprocess(
      first,
      z
        .string()
        .transform((text) => text.replaceAll('\0', '').trim())
        .pipe(z.string().max(max)),
    )
    .catch('')

/** What somebody looks for in a list, as it is typed. */
export const searchTextSchema = textUpTo(SEARCH_MAX)

/** The same as the list's address has it. */
export const searchAddressSchema = textUpTo(ADDRESS_MAX)
