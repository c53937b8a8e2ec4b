import { Inbox, SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { CallbackFilters } from '@/components/callbacks/callback-filters'
import { CallbackTable } from '@/components/callbacks/callback-table'
import { HealedCard } from '@/components/callbacks/healed-card'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { Pagination } from '@/components/ui/pagination'
import { RowUpdates } from '@/components/ui/row-updates'
import { SearchBox } from '@/components/ui/search-box'
import { callbacksHref, parseCallbackFilter } from '@/lib/domain/callback-filter'
import { environments } from '@/lib/domain/environment'
import { reach } from '@/lib/domain/permissions'
import { zoneName } from '@/lib/domain/time'
import { pageActor } from '@/lib/server/auth'
import { countCallbacks, listCallbackRows } from '@/lib/server/callback-list'
import { listHealings } from '@/lib/server/healings'
import { isConfigured } from '@/lib/server/provider'
import { openSearch } from '@/lib/server/sealed-search'
import { find } from '../find'
import { operatorZone } from '../zone'

export const metadata: Metadata = { title: 'Callbacks' }

type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Callbacks({ searchParams }: Search) {
  const given = parseCallbackFilter(await searchParams)
  const odd = openSearch(given.odd)
  const filter = odd ? given : { ...given, odd: '' }
  const actor = await pageActor('callbacks.read', callbacksHref(filter))
  const now = new Date()
  const newest = callbacksHref({ ...filter, before: null })
  const isWhole = callbacksHref(filter) === '/callbacks'
  const [{ callbacks, older }, counts, zone, healed] = await Promise.all([
    listCallbackRows(actor, filter),
    countCallbacks(actor, filter),
    operatorZone(),
    isWhole ? listHealings(actor) : null,
  ])
  const isEmpty = callbacks.length === 0 && isWhole
  return (
    <>
      <PageHead
        title="Callbacks"
        below="What Smile ID has sent, and what became of it."
        actions={
          isEmpty ? null : (
            <SearchBox
              list="/callbacks"
              find={find}
              label="Find a result code or a job id"
              value={filter.code ?? filter.jobId ?? odd}
              keep={{ state: filter.group, environment: filter.environment }}
            />
          )
        }
      />
      {isEmpty ? null : (
        <CallbackFilters filter={filter} counts={counts} configured={environments.filter(isConfigured)} />
      )}
      <RowUpdates
        stream="/api/events/callbacks"
        drawnAt={now.getTime()}
        shown={callbacks.map(({ id }) => id)}
        countsNew={isWhole}
        afterFilters={!isEmpty}
      />
      <Card>
        {callbacks.length > 0 ? (
          <CallbackTable callbacks={callbacks} zone={zone} />
        ) : newest === '/callbacks' ? (
          <EmptyState
            icon={<Inbox aria-hidden />}
            title={
              reach(actor.role, 'callbacks.read') === 'own' ? 'No callbacks for jobs of yours yet' : 'No callbacks yet'
            }
          >
            Smile ID posts each result to the address of its job. Where callbacks cannot reach this portal, the results
            are read from Smile ID all the same.
          </EmptyState>
        ) : (
          <EmptyState
            icon={<SearchX aria-hidden />}
            title="No callback matches"
            action={
              <Link href="/callbacks" className="link">
                Show all callbacks
              </Link>
            }
          >
            Look for a result code of four digits, or paste a whole job id. Filters count too.
          </EmptyState>
        )}
      </Card>
      {callbacks.length > 0 ? (
        <Pagination
          newest={filter.before ? newest : null}
          older={older && callbacksHref({ ...filter, before: older })}
          note={`Newest first · times in ${zoneName(zone, now)}`}
        />
      ) : null}
      {healed && (healed.length > 0 || !isEmpty) ? <HealedCard healed={healed} zone={zone} /> : null}
    </>
  )
}
