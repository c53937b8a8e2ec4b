import { Camera, CircleCheck, ScanFace } from 'lucide-react'
import type { Metadata } from 'next'
import { JobTable } from '@/components/jobs/job-table'
import { ListUpdates } from '@/components/jobs/list-updates'
import { WaitingImportsCallout } from '@/components/links/waiting-imports'
import { EraseRequests } from '@/components/overview/erase-requests'
import { FirstSteps } from '@/components/overview/first-steps'
import { LinkNeeds } from '@/components/overview/link-needs'
import { ShortList } from '@/components/overview/short-list'
import { Tally } from '@/components/overview/tally'
import { Card } from '@/components/ui/card'
import { DocumentLink } from '@/components/ui/document-link'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { environments } from '@/lib/domain/environment'
import { jobStates } from '@/lib/domain/job'
import { jobCountMax, jobGroups, jobsHref } from '@/lib/domain/job-filter'
import { may } from '@/lib/domain/permissions'
import { dayStart, longDate, zoneName } from '@/lib/domain/time'
import { pageActor } from '@/lib/server/auth'
import { listEraseRequests } from '@/lib/server/erase-requests'
import { readFirstSteps } from '@/lib/server/first-steps'
import { countLinkNeeds } from '@/lib/server/link-needs'
import { readOverview } from '@/lib/server/overview'
import { listWaitingImports } from '@/lib/server/waiting-imports'
import { Standstill } from './standstill'
import { operatorZone } from './zone'

export const metadata: Metadata = { title: 'Overview' }

export default async function Overview() {
  const actor = await pageActor('jobs.read', '/')
  const zone = await operatorZone()
  const now = new Date()
  const { today, all, waiting, person, recent, isBeginning } = await readOverview(actor, dayStart(now, zone))
  const [needs, imports, toErase, steps] = await Promise.all([
    countLinkNeeds(actor),
    listWaitingImports(actor),
    listEraseRequests(actor),
    isBeginning ? readFirstSteps(actor) : [],
  ])
  const mayEnroll = may(actor, 'jobs.create')
  const reader = { zone, mayCapture: mayEnroll }
  const trouble = <Standstill actor={actor} environments={environments} now={now} />
  const enroll = mayEnroll ? (
    <DocumentLink href="/enroll" variant="primary">
      <Camera aria-hidden /> Enroll someone
    </DocumentLink>
  ) : null

  if (recent.length === 0)
    return (
      <>
        <PageHead title="Overview" />
        {trouble}
        <LinkNeeds count={needs} />
        <WaitingImportsCallout imports={imports} />
        <EraseRequests requests={toErase} zone={zone} />
        <ListUpdates drawnAt={now.getTime()} shown={[]} states={jobStates} />
        {steps.length > 0 ? (
          <FirstSteps list={steps} leads />
        ) : (
          <Card>
            <EmptyState icon={<ScanFace aria-hidden />} title="Nobody has been enrolled yet">
              Jobs appear here as soon as an operator sends one.
            </EmptyState>
          </Card>
        )}
      </>
    )

  return (
    <>
      <PageHead title="Overview" below={`${longDate(now, zone)} · ${zoneName(zone, now)}`} actions={enroll} />
      <ListUpdates drawnAt={now.getTime()} shown={[]} states={jobStates} />
      {trouble}
      <LinkNeeds count={needs} />
      <WaitingImportsCallout imports={imports} />
      <EraseRequests requests={toErase} zone={zone} />
      <div className="grid gap-5 desk:gap-6">
        <FirstSteps list={steps} leads={false} />
        <Tally counts={today} />
        <div className="grid items-start gap-5 desk:grid-cols-2 desk:gap-6">
          <ShortList
            title={jobGroups.person.name}
            count={all.person}
            countMax={jobCountMax('person')}
            href={jobsHref({ group: 'person' })}
            jobs={person}
            reader={reader}
            none="No job is stuck. Refusals, failures, jobs nobody knows the end of and what Smile ID reported about a face would be here."
            icon={<CircleCheck aria-hidden />}
          />
          <ShortList
            title="Waiting"
            count={all.waiting}
            href={jobsHref({ group: 'waiting' })}
            beside={
              all.provisional > 0
                ? { count: all.provisional, name: 'provisional', href: jobsHref({ group: 'provisional' }) }
                : null
            }
            jobs={waiting}
            reader={reader}
            none="Nothing is on its way. Jobs in the queue or at Smile ID would be here, the oldest first."
            icon={<CircleCheck aria-hidden />}
          />
        </div>
        <Card title="Recent jobs" flush>
          <JobTable jobs={recent} zone={zone} label="The newest jobs" reader={reader} />
        </Card>
      </div>
    </>
  )
}
