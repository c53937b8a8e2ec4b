import { z } from 'zod'
import { type Cursor, cursorSchema, cursorText } from './cursor'
import { type Environment, environmentSchema } from './environment'
import { first, searchAddressSchema } from './search-params'

/** The lists people ask for, by the state a link is shown in (linkState). */
export const linkGroups = {
  waiting: { name: 'Not opened', states: ['ready', 'sent'] },
  opened: { name: 'Opened, not finished', states: ['opened', 'in_use'] },
  said_no: { name: 'Said no or cannot', states: ['said_no', 'withdrawn'] },
  part_used: { name: 'Partly used', states: ['part_used'] },
  completed: { name: 'Completed', states: ['completed'] },
  expired: { name: 'Expired', states: ['expired'] },
  stopped: { name: 'Paused or revoked', states: ['paused', 'revoked'] },
} as const

export type LinkGroup = keyof typeof linkGroups
export const linkGroupNames = ['waiting', 'opened', 'said_no', 'part_used', 'completed', 'expired', 'stopped'] as const

/** Which links a list shows; all of it lives in the URL, where `query` is sealed. */
export type LinkFilter = {
  group: LinkGroup | null
  environment: Environment | null
  /** Part of a name, user id, prefix or label, or a whole link id. */
  query: string
  before: Cursor | null
}

// A filter that makes no sense is no filter: an old bookmark shows more, never an error.
const searchSchema = z.object({
  group: z.preprocess(first, z.enum(linkGroupNames)).nullable().catch(null),
  environment: z.preprocess(first, environmentSchema).nullable().catch(null),
  q: searchAddressSchema,
  before: z.preprocess(first, cursorSchema).nullable().catch(null),
})

/** A page's search parameters as a filter. */
export function parseLinkFilter(search: Record<string, string | string[] | undefined>): LinkFilter {
  const { group, environment, q, before } = searchSchema.parse(search)
  return { group, environment, query: q, before }
}

/** The address of a filtered list; it starts from the newest unless a cursor is given. */
export function linksHref(filter: Partial<LinkFilter>): string {
  const search = new URLSearchParams()
  if (filter.group) search.set('group', filter.group)
  if (filter.environment) search.set('environment', filter.environment)
  if (filter.query) search.set('q', filter.query)
  if (filter.before) search.set('before', cursorText(filter.before))
  const text = search.toString()
  return text ? `/links?${text}` : '/links'
}
