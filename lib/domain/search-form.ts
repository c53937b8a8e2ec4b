import { z } from 'zod'
import { callbacksHref, parseCallbackFilter } from './callback-filter'
import { enrolleesHref, parseEnrolleeFilter } from './enrollee-filter'
import { jobsHref, parseJobFilter } from './job-filter'
import { linksHref, parseLinkFilter } from './link-filter'
import { searchTextSchema } from './search-params'

const filter = z.string().optional().catch(undefined)

const formSchema = z.object({
  /** The list's own address. */
  list: z.enum(['/jobs', '/enrollees', '/links', '/callbacks']).catch('/jobs'),
  q: searchTextSchema,
  /** The filters it is left with. */
  group: filter,
  state: filter,
  environment: filter,
  day: filter,
})

/**
 * Where a posted search leads: to the newest page of its list, with the filters that make sense there. What was searched
 * for goes through `seal` into the address. Fields that are none are left out.
 */
export function foundHref(fields: unknown, seal: (text: string) => string): string {
  const { list, q, ...filters } = formSchema.parse(fields)
  switch (list) {
    case '/jobs':
      return jobsHref({ ...parseJobFilter(filters), query: seal(q) })
    case '/enrollees':
      return enrolleesHref({ ...parseEnrolleeFilter(filters), query: seal(q) })
    case '/links':
      return linksHref({ ...parseLinkFilter(filters), query: seal(q) })
    case '/callbacks': {
      // Codes and job ids are nobody's name, and have places of their own.
      const asked = parseCallbackFilter({ ...filters, q })
      return callbacksHref({ ...asked, odd: seal(asked.odd) })
    }
  }
}
