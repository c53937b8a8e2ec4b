import { SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { AuditFilters } from '@/components/audit/audit-filters'
import { AuditHead } from '@/components/audit/audit-head'
import { AuditTable } from '@/components/audit/audit-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Pagination } from '@/components/ui/pagination'
import { auditHref, auditSearch, parseAuditFilter } from '@/lib/domain/audit-filter'
import { zoneName } from '@/lib/domain/time'
import { auditPeople, EXPORT_LINES_MAX, readAudit } from '@/lib/server/audit-log'
import { pageActor } from '@/lib/server/auth'
import { operatorZone } from '../../zone'

export const metadata: Metadata = { title: 'Audit log' }

type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Audit({ searchParams }: Search) {
  const filter = parseAuditFilter(await searchParams)
  const actor = await pageActor('audit.read', auditHref(filter))
  const zone = await operatorZone()
  const [{ lines, older }, people] = await Promise.all([readAudit(actor, filter, zone), auditPeople()])
  const newest = auditHref({ ...filter, before: null })
  const most = EXPORT_LINES_MAX.toLocaleString('en-GB')
  return (
    <>
      <AuditHead search={auditSearch({ ...filter, before: null })} />
      <AuditFilters filter={filter} people={people} />
      <Card>
        {lines.length > 0 ? (
          <AuditTable lines={lines} zone={zone} />
        ) : (
          <EmptyState
            icon={<SearchX aria-hidden />}
            title="Nothing like that is written down"
            action={
              <Link href="/settings/audit" prefetch={false} className="link">
                Show the whole log
              </Link>
            }
          >
            Days are those of your own time zone, {zoneName(zone, new Date())}.
          </EmptyState>
        )}
      </Card>
      {lines.length > 0 ? (
        <Pagination
          newest={filter.before ? newest : null}
          older={older && auditHref({ ...filter, before: older })}
          note={`Newest first · times in ${zoneName(zone, new Date())} · a file holds the newest ${most} at most`}
        />
      ) : null}
    </>
  )
}
