import { FileSpreadsheet, Link2, Plus, SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { LinkFilters } from '@/components/links/link-filters'
import { LinkTable, linkTitle } from '@/components/links/link-table'
import { cardNeed } from '@/components/links/need'
import { NeedsCard } from '@/components/links/needs-card'
import { WaitingImportsCallout } from '@/components/links/waiting-imports'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { RowUpdates } from '@/components/ui/row-updates'
import { SearchBox } from '@/components/ui/search-box'
import { environments } from '@/lib/domain/environment'
import { linksHref, parseLinkFilter } from '@/lib/domain/link-filter'
import { may, reach } from '@/lib/domain/permissions'
import { zoneName } from '@/lib/domain/time'
import { pageActor } from '@/lib/server/auth'
import { countLinkNeeds, listLinkNeeds } from '@/lib/server/link-needs'
import { countLinks, listLinks } from '@/lib/server/links'
import { isConfigured } from '@/lib/server/provider'
import { openSearch } from '@/lib/server/sealed-search'
import { listWaitingImports } from '@/lib/server/waiting-imports'
import { find } from '../find'
import { operatorZone } from '../zone'
import { handleNeedAction } from './actions'
import { linkActions } from './link-actions'

export const metadata: Metadata = { title: 'Links' }

type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Links({ searchParams }: Search) {
  const filter = parseLinkFilter(await searchParams)
  const actor = await pageActor('links.read', linksHref(filter))
  const asked = { ...filter, query: openSearch(filter.query) }
  // Before anything is read: what moves from here on is told by the stream.
  const now = new Date()
  const [{ links, older }, counts, needs, needCount, imports, zone] = await Promise.all([
    listLinks(actor, asked),
    countLinks(actor, asked),
    listLinkNeeds(actor),
    countLinkNeeds(actor),
    listWaitingImports(actor),
    operatorZone(),
  ])
  const kept = { ...filter, before: null }
  const isFiltered = linksHref(kept) !== '/links'
  const isEmpty = links.length === 0 && !isFiltered && !filter.before
  const actions = linkActions()
  const make = may(actor, 'links.create') ? (
    <>
      <LinkButton href="/links/import">
        <FileSpreadsheet aria-hidden /> Import
      </LinkButton>
      <LinkButton href="/links/new" variant="primary">
        <Plus aria-hidden /> New link
      </LinkButton>
    </>
  ) : null

  return (
    <>
      <PageHead
        title="Links"
        actions={
          isEmpty ? null : (
            <>
              <SearchBox
                list="/links"
                find={find}
                label="Find a person, user id or label"
                value={asked.query}
                keep={{ group: filter.group, environment: filter.environment }}
              />
              {make}
            </>
          )
        }
      />
      <WaitingImportsCallout imports={imports} />
      {isFiltered || filter.before ? null : (
        <NeedsCard
          needs={needs.map((need) => {
            const { linkId: id, hasEmail, isReissued } = need
            return cardNeed(need, { id, state: 'ready', hasEmail, isReissued, title: linkTitle(need) }, now)
          })}
          total={needCount}
          mayErase={may(actor, 'people.erase')}
          actions={actions}
          handle={handleNeedAction}
        />
      )}
      {isEmpty ? null : <LinkFilters filter={filter} counts={counts} configured={environments.filter(isConfigured)} />}
      <RowUpdates
        stream="/api/events/links"
        drawnAt={now.getTime()}
        shown={links.map(({ id }) => id)}
        countsNew={!isFiltered && !filter.before}
        afterFilters={!isEmpty}
      />
      <Card>
        {links.length > 0 ? (
          <LinkTable links={links} zone={zone} actions={actions} />
        ) : isFiltered ? (
          <EmptyState
            icon={<SearchX aria-hidden />}
            title="No link matches"
            action={
              <Link href="/links" className="link">
                Show all links
              </Link>
            }
          >
            Look for part of a name, user id or label, or paste a whole link id. Filters count too.
          </EmptyState>
        ) : (
          <EmptyState
            icon={<Link2 aria-hidden />}
            title={reach(actor.role, 'links.read') === 'own' ? 'No links of yours yet' : 'No links yet'}
            action={make}
          >
            Send somebody a link, and they take their selfie on their own phone. You see here how far they have come.
          </EmptyState>
        )}
      </Card>
      {links.length > 0 ? (
        <Pagination
          newest={filter.before ? linksHref(kept) : null}
          older={older && linksHref({ ...kept, before: older })}
          note={`Newest first · times in ${zoneName(zone, now)}`}
        />
      ) : null}
    </>
  )
}
