import { z } from 'zod'
import { type Cursor, cursorSchema, cursorText } from './cursor'
import { type Environment, environmentSchema } from './environment'
import { first, searchAddressSchema } from './search-params'

/** Which enrollees a list shows; all of it lives in the URL, where `query` is sealed. */
export type EnrolleeFilter = { environment: Environment | null; query: string; before: Cursor | null }

const searchSchema = z.object({
  environment: z.preprocess(first, environmentSchema).nullable().catch(null),
  q: searchAddressSchema,
  before: z.preprocess(first, cursorSchema).nullable().catch(null),
})

/** A page's search parameters as a filter; what makes no sense filters nothing. */
export function parseEnrolleeFilter(search: Record<string, string | string[] | undefined>): EnrolleeFilter {
  const { environment, q, before } = searchSchema.parse(search)
  return { environment, query: q, before }
}

/** The address of a filtered list. */
export function enrolleesHref(filter: Partial<EnrolleeFilter>): string {
  const search = new URLSearchParams()
  if (filter.environment) search.set('environment', filter.environment)
  if (filter.query) search.set('q', filter.query)
  if (filter.before) search.set('before', cursorText(filter.before))
  const text = search.toString()
  return text ? `/enrollees?${text}` : '/enrollees'
}
