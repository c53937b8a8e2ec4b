import { Camera, ScrollText, SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { JobFilters } from '@/components/jobs/job-filters'
import { JobTable } from '@/components/jobs/job-table'
import { ListUpdates } from '@/components/jobs/list-updates'
import { Card } from '@/components/ui/card'
import { DocumentLink } from '@/components/ui/document-link'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { SearchBox } from '@/components/ui/search-box'
import { environments } from '@/lib/domain/environment'
import type { JobState } from '@/lib/domain/job'
import { jobGroups, jobsHref, parseJobFilter } from '@/lib/domain/job-filter'
import { may } from '@/lib/domain/permissions'
import { dayStart, zoneName } from '@/lib/domain/time'
import { pageActor } from '@/lib/server/auth'
import { countJobs, findPastedJob, listJobs } from '@/lib/server/jobs'
import { isConfigured } from '@/lib/server/provider'
import { openSearch } from '@/lib/server/sealed-search'
import { find } from '../find'
import { operatorZone } from '../zone'

export const metadata: Metadata = { title: 'Jobs' }

/** States a new job has been in when the page hears of it: it may be claimed within milliseconds. */
const onTheirWay: readonly JobState[] = ['queued', 'submitting', 'processing']

type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Jobs({ searchParams }: Search) {
  const filter = parseJobFilter(await searchParams)
  const actor = await pageActor('jobs.read', jobsHref(filter))
  const asked = { ...filter, query: openSearch(filter.query) }
  const pasted = await findPastedJob(asked.query)
  if (pasted) redirect(`/jobs/${pasted}`)

  const zone = await operatorZone()
  const now = new Date()
  const since = dayStart(now, zone)
  const [{ jobs, older }, counts] = await Promise.all([listJobs(actor, asked, since), countJobs(actor, asked, since)])
  const isFiltered = jobsHref({ ...filter, before: null }) !== '/jobs'
  const isEmpty = jobs.length === 0 && !isFiltered && !filter.before
  const newest = filter.before ? jobsHref({ ...filter, before: null }) : null
  const reader = { mayCapture: may(actor, 'jobs.create') }
  const enroll = may(actor, 'jobs.create') ? (
    <DocumentLink href="/enroll" variant="primary">
      <Camera aria-hidden /> Enroll someone
    </DocumentLink>
  ) : null

  return (
    <>
      <PageHead
        title="Jobs"
        actions={
          isEmpty ? null : (
            <>
              <SearchBox
                list="/jobs"
                find={find}
                label={may(actor, 'people.read') ? 'Find a person, user id or job id' : 'Find a job id'}
                hint="A job id is ours, or the last twelve of it as lists show them, or Smile ID’s ten digits."
                value={asked.query}
                keep={{ group: filter.group, environment: filter.environment, day: filter.today ? 'today' : null }}
              />
              {enroll}
            </>
          )
        }
      />
      {isEmpty ? null : <JobFilters filter={filter} counts={counts} configured={environments.filter(isConfigured)} />}
      <ListUpdates
        drawnAt={now.getTime()}
        shown={jobs.map(({ id }) => id)}
        states={filter.before || filter.query ? [] : filter.group ? jobGroups[filter.group].states : onTheirWay}
        waits={!filter.before && !filter.query && filter.group === 'person'}
        afterFilters={!isEmpty}
      />
      <Card>
        {jobs.length > 0 ? (
          <JobTable jobs={jobs} zone={zone} label="Jobs, newest first" reader={reader} />
        ) : isFiltered ? (
          <EmptyState
            icon={<SearchX aria-hidden />}
            title="No job matches"
            action={
              <Link href="/jobs" className="link">
                Show all jobs
              </Link>
            }
          >
            {may(actor, 'people.read') ? 'Look for part of a name or user id, or paste' : 'Paste'} a whole job id: ours,
            or the ten digits Smile ID gave it. Filters count too.
          </EmptyState>
        ) : (
          <EmptyState icon={<ScrollText aria-hidden />} title="No jobs yet" action={enroll}>
            Every capture sent to Smile ID becomes a job here, with its whole history.
          </EmptyState>
        )}
      </Card>
      {jobs.length > 0 ? (
        <Pagination
          newest={newest}
          older={older && jobsHref({ ...filter, before: older })}
          note={`Newest first · times in ${zoneName(zone, now)}`}
        />
      ) : null}
    </>
  )
}
