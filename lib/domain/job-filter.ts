import { z } from 'zod'
import { COUNT_MAX } from './count'
import { type Cursor, cursorSchema, cursorText } from './cursor'
import { type Environment, environmentSchema } from './environment'
import type { JobState } from './job'
import { first, searchAddressSchema } from './search-params'

/**
 * The lists people ask for. `person`: jobs that nothing will move on by itself and that nobody has sent again yet; and jobs
 * with a report, or with results that disagree, that nobody has looked at. Jobs whose person is erased or has withdrawn
 * are not among them.
 */
export const jobGroups = {
  person: { name: 'Needs a person', states: ['refused', 'failed', 'unknown'] },
  waiting: { name: 'Waiting', states: ['queued', 'submitting', 'processing'] },
  provisional: { name: 'Provisional', states: ['provisional'] },
  approved: { name: 'Approved', states: ['approved'] },
  rejected: { name: 'Rejected', states: ['rejected'] },
  refused: { name: 'Refused', states: ['refused'] },
  failed: { name: 'Failed', states: ['failed', 'unknown'] },
} as const satisfies Record<string, { name: string; states: readonly JobState[] }>

export type JobGroup = keyof typeof jobGroups
export const jobGroupNames = ['person', 'waiting', 'provisional', 'approved', 'rejected', 'refused', 'failed'] as const

/**
 * How far the jobs of a group are counted. Of those that need a person not as far: for each of them the consents behind
 * it are looked up, and ten thousand would keep the first page waiting for a second and more.
 */
export function jobCountMax(group: JobGroup | null): number {
  return group === 'person' ? 1_000 : COUNT_MAX
}

/** Which jobs a list shows; all of it lives in the URL, where `query` is sealed. */
export type JobFilter = {
  group: JobGroup | null
  environment: Environment | null
  /** Only what was made today, in the operator's zone. */
  today: boolean
  /** Parts of a name or user id, or a job id: ours, whole or as lists show it, or Smile ID's. */
  query: string
  before: Cursor | null
}

// A filter that makes no sense is no filter: an old bookmark shows more, never an error.
const searchSchema = z.object({
  group: z.preprocess(first, z.enum(jobGroupNames)).nullable().catch(null),
  environment: z.preprocess(first, environmentSchema).nullable().catch(null),
  day: z
    .preprocess(first, z.literal('today'))
    .transform(() => true)
    .catch(false),
  q: searchAddressSchema,
  before: z.preprocess(first, cursorSchema).nullable().catch(null),
})

/** A page's search parameters as a filter. */
export function parseJobFilter(search: Record<string, string | string[] | undefined>): JobFilter {
  const { group, environment, day, q, before } = searchSchema.parse(search)
  return { group, environment, today: day, query: q, before }
}

/** The address of a filtered list; parts not named stay as they are, and the page starts from the newest. */
export function jobsHref(filter: Partial<JobFilter>): string {
  const search = new URLSearchParams()
  if (filter.group) search.set('group', filter.group)
  if (filter.environment) search.set('environment', filter.environment)
  if (filter.today) search.set('day', 'today')
  if (filter.query) search.set('q', filter.query)
  if (filter.before) search.set('before', cursorText(filter.before))
  const text = search.toString()
  return text ? `/jobs?${text}` : '/jobs'
}
