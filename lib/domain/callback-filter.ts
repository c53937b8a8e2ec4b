import { z } from 'zod'
import { type Cursor, cursorSchema, cursorText } from './cursor'
import { type Environment, environmentSchema } from './environment'
import { first, searchAddressSchema } from './search-params'

/** What became of callbacks, as people ask for it. */
export const callbackGroups = {
  waiting: { name: 'Waiting for the status', states: ['authentic'] },
  applied: { name: 'Confirmed', states: ['applied'] },
  contradicts: { name: 'Contradict', states: ['contradicts'] },
  kept: { name: 'Kept beside', states: ['kept'] },
  aside: {
    name: 'Set aside',
    states: ['bad_signature', 'stale', 'unknown_job', 'wrong_partner', 'malformed', 'replayed'],
  },
} as const satisfies Record<string, { name: string; states: readonly string[] }>

export type CallbackGroup = keyof typeof callbackGroups
export const callbackGroupNames = ['waiting', 'applied', 'contradicts', 'kept', 'aside'] as const

/** Which callbacks a list shows; all of it lives in the URL. */
export type CallbackFilter = {
  group: CallbackGroup | null
  environment: Environment | null
  /** Four digits. */
  code: string | null
  jobId: string | null
  /** What was typed and is neither a code nor a job id: nothing matches it. */
  odd: string
  before: Cursor | null
}

const codeSchema = z.string().regex(/^\d{4}$/)
const jobSchema = z
  .string()
  .transform((text) => text.toLowerCase())
  .pipe(z.uuid())

// A filter that makes no sense is no filter: an old bookmark shows more, never an error.
const searchSchema = z.object({
  state: z.preprocess(first, z.enum(callbackGroupNames)).nullable().catch(null),
  environment: z.preprocess(first, environmentSchema).nullable().catch(null),
  code: z.preprocess(first, codeSchema).nullable().catch(null),
  job: z.preprocess(first, jobSchema).nullable().catch(null),
  q: searchAddressSchema,
  before: z.preprocess(first, cursorSchema).nullable().catch(null),
})

/** A page's search parameters as a filter. What was typed into the search box is a code or a job id. */
export function parseCallbackFilter(search: Record<string, string | string[] | undefined>): CallbackFilter {
  const { state: group, environment, q, before, ...given } = searchSchema.parse(search)
  const code = codeSchema.safeParse(q).data ?? null
  const job = jobSchema.safeParse(q).data ?? null
  const shared = { group, environment, before }
  if (q) return { ...shared, code, jobId: job, odd: code || job ? '' : q }
  return { ...shared, code: given.code, jobId: given.job, odd: '' }
}

/** The address of a filtered list; parts not named stay open, and the page starts from the newest. */
export function callbacksHref(filter: Partial<CallbackFilter>): string {
  const search = new URLSearchParams()
  if (filter.group) search.set('state', filter.group)
  if (filter.environment) search.set('environment', filter.environment)
  if (filter.code) search.set('code', filter.code)
  if (filter.jobId) search.set('job', filter.jobId)
  if (filter.odd) search.set('q', filter.odd)
  if (filter.before) search.set('before', cursorText(filter.before))
  const text = search.toString()
  return text ? `/callbacks?${text}` : '/callbacks'
}
