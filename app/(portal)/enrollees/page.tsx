import { Camera, SearchX, Users } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { EnrolleeFilters } from '@/components/enrollees/enrollee-filters'
import { EnrolleeTable } from '@/components/enrollees/enrollee-table'
import { ListUpdates } from '@/components/jobs/list-updates'
import { Card } from '@/components/ui/card'
import { DocumentLink } from '@/components/ui/document-link'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { SearchBox } from '@/components/ui/search-box'
import { enrolleesHref, parseEnrolleeFilter } from '@/lib/domain/enrollee-filter'
import { environments, environmentsToShow } from '@/lib/domain/environment'
import { may } from '@/lib/domain/permissions'
import { zoneName } from '@/lib/domain/time'
import { pageActor } from '@/lib/server/auth'
import { listEnrollees } from '@/lib/server/enrollees'
import { isConfigured } from '@/lib/server/provider'
import { openSearch } from '@/lib/server/sealed-search'
import { find } from '../find'
import { operatorZone } from '../zone'

export const metadata: Metadata = { title: 'Enrollees' }

type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Enrollees({ searchParams }: Search) {
  const filter = parseEnrolleeFilter(await searchParams)
  const actor = await pageActor('jobs.read', enrolleesHref(filter))
  const asked = { ...filter, query: openSearch(filter.query) }
  // Before anything is read: what moves from here on is told by the stream.
  const now = new Date()
  const [{ enrollees, older }, zone] = await Promise.all([listEnrollees(actor, asked), operatorZone()])
  const kept = { ...filter, before: null }
  const isFiltered = enrolleesHref(kept) !== '/enrollees'
  const isEmpty = enrollees.length === 0 && !isFiltered && !filter.before
  const configured = environments.filter(isConfigured)
  const hasFilters = !isEmpty && environmentsToShow(configured, filter.environment).length > 0
  const enroll = may(actor, 'jobs.create') ? (
    <DocumentLink href="/enroll" variant="primary">
      <Camera aria-hidden /> Enroll someone
    </DocumentLink>
  ) : null

  return (
    <>
      <PageHead
        title="Enrollees"
        actions={
          isEmpty ? null : (
            <>
              {may(actor, 'people.read') ? (
                <SearchBox
                  list="/enrollees"
                  find={find}
                  label="Find a name or user id"
                  value={asked.query}
                  keep={{ environment: filter.environment }}
                />
              ) : null}
              {enroll}
            </>
          )
        }
      />
      {hasFilters ? <EnrolleeFilters filter={filter} configured={configured} /> : null}
      <ListUpdates
        drawnAt={now.getTime()}
        shown={[]}
        states={[]}
        people={enrollees.map(({ id }) => id)}
        afterFilters={hasFilters}
      />
      <Card>
        {enrollees.length > 0 ? (
          <EnrolleeTable enrollees={enrollees} zone={zone} />
        ) : isFiltered ? (
          <EmptyState
            icon={<SearchX aria-hidden />}
            title="Nobody matches"
            action={
              <Link href="/enrollees" className="link">
                Show everybody
              </Link>
            }
          >
            Look for part of a name or user id.
          </EmptyState>
        ) : (
          <EmptyState icon={<Users aria-hidden />} title="Nobody is here yet" action={enroll}>
            Everybody sent to Smile ID appears here under their user id.
          </EmptyState>
        )}
      </Card>
      {enrollees.length > 0 ? (
        <Pagination
          newest={filter.before ? enrolleesHref(kept) : null}
          older={older && enrolleesHref({ ...kept, before: older })}
          note={`Newest first · times in ${zoneName(zone, now)}`}
        />
      ) : null}
    </>
  )
}
