import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { JobTable } from '@/components/jobs/job-table'
import { LinkButtons } from '@/components/links/link-buttons'
import { linkTitle, menuOf } from '@/components/links/link-table'
import { LiveLink } from '@/components/links/live-link'
import { cardNeed } from '@/components/links/need'
import { NeedsCard } from '@/components/links/needs-card'
import { TermsCard } from '@/components/links/terms-card'
import { VisitList } from '@/components/links/visit-list'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { Time } from '@/components/ui/time'
import type { LinkState } from '@/lib/domain/link'
import { linkActionWords } from '@/lib/domain/link-history'
import { linkStateView, linkTone, linkWords } from '@/lib/domain/link-words'
import { may } from '@/lib/domain/permissions'
import { zoneName } from '@/lib/domain/time'
import { pageActor } from '@/lib/server/auth'
import { readLink } from '@/lib/server/link'
import { countLinkNeeds, listLinkNeeds } from '@/lib/server/link-needs'
import { operatorZone } from '../../zone'
import { handleNeedAction } from '../actions'
import { linkActions } from '../link-actions'

const openStates: readonly LinkState[] = ['ready', 'sent', 'part_used']

type Params = { params: Promise<{ linkId: string }> }

/** By the id's end, as a job's page. */
export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: `Link …${(await params).linkId.slice(-6)}` }
}

export default async function LinkPage({ params }: Params) {
  const { linkId } = await params
  const actor = await pageActor('links.read', `/links/${encodeURIComponent(linkId)}`)
  // Before anything is read: what moves from here on is told by the stream.
  const now = new Date()
  const link = await readLink(actor, linkId)
  if (!link) notFound()
  const [needs, needCount, zone] = await Promise.all([
    listLinkNeeds(actor, link.id),
    countLinkNeeds(actor, link.id),
    operatorZone(),
  ])
  const { name } = linkStateView[link.state]
  const words = linkWords(link)
  const title = linkTitle(link)
  const actions = linkActions()
  const menu = menuOf(link)
  const reader = { mayCapture: may(actor, 'jobs.create') }
  return (
    <>
      <LiveLink linkId={link.id} drawnAt={now.getTime()} />
      <PageHead
        above={<Link href="/links">Links</Link>}
        title={title}
        below={
          link.person ? (
            <>
              {link.erasedAt ? 'made-up id' : 'user id'} <span className="id">{link.person.userId}</span>
              {link.label ? (
                <>
                  {' '}
                  · <bdi>{link.label}</bdi>
                </>
              ) : null}
            </>
          ) : (
            <>
              Open to many · user ids begin with <span className="id">{link.userIdPrefix}</span>
            </>
          )
        }
        actions={link.mayManage && !link.erasedAt ? <LinkButtons link={menu} actions={actions} /> : null}
      />
      <Callout
        tone={linkTone(link)}
        title={`${name}.`}
        className="mb-5"
        action={
          link.reissuedAs ? (
            <Link href={`/links/${link.reissuedAs}`} className="link font-medium">
              Open the newer link
            </Link>
          ) : null
        }
      >
        {words} {openStates.includes(link.state) ? <Until at={link.expiresAt} zone={zone} /> : null}
      </Callout>
      <p role="status" className="sr-only">
        {name}. {words}
      </p>
      <NeedsCard
        needs={needs.map((need) => cardNeed(need, menu, now))}
        total={needCount}
        mayErase={may(actor, 'people.erase')}
        actions={actions}
        handle={handleNeedAction}
      />
      {/* Side by side only where the jobs' columns have room. */}
      <div className="grid items-start gap-5 desk:gap-6 min-[84rem]:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid gap-5">
          <Card title="Visits" aside={`${link.visitCount} · times in ${zoneName(zone, now)}`} flush>
            {link.visits.length > 0 ? (
              <VisitList visits={link.visits} zone={zone} now={link.asOf} />
            ) : (
              <p className="px-4 pb-5 text-ink-2 sm:px-5">
                Nobody has begun yet. You see here each device that does, and how far it comes.
              </p>
            )}
          </Card>
          <Card title="Jobs" aside={link.jobCount} flush>
            {link.jobs.length > 0 ? (
              <JobTable
                jobs={link.jobs}
                zone={zone}
                label="Jobs of this link, newest first"
                reader={reader}
                onePerson={link.person !== null}
              />
            ) : (
              <p className="px-4 pb-5 text-ink-2 sm:px-5">No selfie has been sent by this link yet.</p>
            )}
          </Card>
        </div>
        <div className="grid gap-4">
          <TermsCard link={link} zone={zone} />
          <Card title="What was done">
            <ul className="grid gap-2 text-[0.8438rem]">
              {link.history.map(({ id, at, by, ...done }) => (
                <li key={id} className="flex justify-between gap-4">
                  <span>
                    {linkActionWords(done)}
                    {by ? (
                      <span className="text-ink-3">
                        {' '}
                        · <bdi>{by}</bdi>
                      </span>
                    ) : null}
                  </span>
                  <Time at={at} zone={zone} className="shrink-0 text-ink-3" />
                </li>
              ))}
            </ul>
            <p className="mt-3 text-[0.8125rem] text-ink-2">
              The link itself cannot be shown again: Kioo keeps only its fingerprint.
            </p>
          </Card>
        </div>
      </div>
    </>
  )
}

function Until({ at, zone }: { at: Date; zone: string }) {
  return (
    <>
      It is good until <Time at={at} zone={zone} />, <Time at={at} zone={zone} show="relative" />.
    </>
  )
}
