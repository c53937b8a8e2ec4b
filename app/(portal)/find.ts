'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { callbacksHref, parseCallbackFilter } from '@/lib/domain/callback-filter'
import { enrolleesHref, parseEnrolleeFilter } from '@/lib/domain/enrollee-filter'
import { jobsHref, parseJobFilter } from '@/lib/domain/job-filter'
import { linksHref, parseLinkFilter } from '@/lib/domain/link-filter'
import { searchTextSchema } from '@/lib/domain/search-params'
import { actionActor } from '@/lib/server/auth'
import { sealSearch } from '@/lib/server/sealed-search'

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

/** Leads to a list's newest page with what was searched for, which no address shows. The list asks who may see it. */
export async function find(form: FormData): Promise<void> {
  const { list, q, ...filters } = formSchema.parse(Object.fromEntries(form))
  const asked = await actionActor('jobs.read')
  if (!asked.ok) redirect(list)
  redirect(addressOf[list](filters, q))
}

type AddressOf = (filters: Record<string, string | undefined>, text: string) => string

const addressOf: Record<z.infer<typeof formSchema>['list'], AddressOf> = {
  '/jobs': (filters, text) => jobsHref({ ...parseJobFilter(filters), query: sealSearch(text) }),
  '/enrollees': (filters, text) => enrolleesHref({ ...parseEnrolleeFilter(filters), query: sealSearch(text) }),
  '/links': (filters, text) => linksHref({ ...parseLinkFilter(filters), query: sealSearch(text) }),
  // Codes and job ids are nobody's name, and have places of their own.
  '/callbacks': (filters, text) => {
    const asked = parseCallbackFilter({ ...filters, q: text })
    return callbacksHref({ ...asked, odd: sealSearch(asked.odd) })
  },
}
