import { ChevronRight, Link2, ScanFace, UserRoundPlus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { AskErase, EraseAsked } from '@/components/enrollees/ask-erase'
import { EnrolledBadge } from '@/components/enrollees/enrolled-badge'
import { ErasedNote, ErasePerson } from '@/components/enrollees/erase-person'
import { Frame } from '@/components/jobs/frame'
import { JobTable } from '@/components/jobs/job-table'
import { ListUpdates } from '@/components/jobs/list-updates'
import { LookReasonChoice, LookReasons } from '@/components/jobs/look-reason'
import { Silhouette } from '@/components/jobs/silhouette'
import { LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { CopyText } from '@/components/ui/copy-text'
import { DocumentLink } from '@/components/ui/document-link'
import { Pagination } from '@/components/ui/pagination'
import { Time } from '@/components/ui/time'
import { consentWithdrawn } from '@/lib/domain/consent-withdrawn'
import { cursorSchema, cursorText } from '@/lib/domain/cursor'
import { environmentName } from '@/lib/domain/environment'
import { SELFIE_POSITION } from '@/lib/domain/frame'
import { may } from '@/lib/domain/permissions'
import { first } from '@/lib/domain/search-params'
import { registerHref } from '@/lib/domain/step-href'
import { zoneName } from '@/lib/domain/time'
import { pageActor } from '@/lib/server/auth'
import { readEnrollee } from '@/lib/server/enrollees'
import { readEraseRequest } from '@/lib/server/erase-requests'
import { operatorZone } from '../../zone'
import { askToEraseAction, declineErasingAction, erasePersonAction } from './actions'

export const metadata: Metadata = { title: 'Enrollee' }

type Props = {
  params: Promise<{ enrolleeId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const searchSchema = z.object({ before: z.preprocess(first, cursorSchema).nullable().catch(null) })

export default async function Enrollee({ params, searchParams }: Props) {
  const { enrolleeId } = await params
  const { before } = searchSchema.parse(await searchParams)
  const href = `/enrollees/${encodeURIComponent(enrolleeId)}`
  const actor = await pageActor('jobs.read', href)
  // Before anything is read: what moves from here on is told by the stream.
  const now = new Date()
  const enrollee = await readEnrollee(actor, enrolleeId, before)
  if (!enrollee) notFound()
  const [request, zone] = await Promise.all([readEraseRequest(actor, enrolleeId), operatorZone()])
  const { person, enrolledAt, withdrawnAt, erased, enrolledJob, environment, jobs, older } = enrollee
  const mayView = enrolledJob?.hasFrames && may(actor, 'frames.view', enrolledJob.createdById)
  const mayErase = !erased && may(actor, 'people.erase')
  const asked =
    request && !request.declined ? { ...request, when: <Time at={request.at} zone={zone} show="full" /> } : null
  const mayEnroll = !erased && may(actor, 'jobs.create')
  const reader = { mayCapture: mayEnroll }
  const size = 'h-26 w-21'

  return (
    <LookReasons>
      <header className="mb-6 flex flex-wrap items-center gap-x-4.5 gap-y-4">
        {enrolledJob && mayView ? (
          <Frame
            jobId={enrolledJob.id}
            position={SELFIE_POSITION}
            name="the selfie on file"
            shape="oval"
            className={size}
          />
        ) : (
          <Silhouette className={size} />
        )}
        <div className="min-w-0 flex-1 basis-56">
          <nav aria-label="You are here" className="flex items-center gap-1 text-ink-3">
            <Link href="/enrollees" className="-my-2 py-2 hover:text-ink hover:underline">
              Enrollees
            </Link>
            <ChevronRight aria-hidden className="size-3.5" />
            {environmentName[environment]}
          </nav>
          <h1 className="wrap-anywhere">{person.displayName ?? person.userId}</h1>
          <p className="mt-0.5 text-ink-2">
            {erased ? 'made-up id' : 'user id'}{' '}
            <CopyText text={person.userId} what={erased ? 'the made-up id' : 'the user id'} />
          </p>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-[0.8125rem] text-ink-2">
            <EnrolledBadge enrolledAt={enrolledAt} withdrawnAt={withdrawnAt} isErased={erased !== null} />
            {enrolledAt ? (
              <span>
                {withdrawnAt ? 'enrolled' : 'since'} <Time at={enrolledAt} zone={zone} />
                {enrolledJob ? (
                  <>
                    {' · '}
                    <Link href={`/jobs/${enrolledJob.id}`} className="link">
                      the job that put this selfie on file
                    </Link>
                  </>
                ) : null}
              </span>
            ) : erased ? null : (
              <span>No registration under this user id is approved yet.</span>
            )}
          </p>
          {enrolledJob && mayView ? <LookReasonChoice beside="oval" className="mt-1.5" /> : null}
        </div>
        {mayEnroll ? (
          <div className="flex flex-wrap gap-2.5">
            {enrolledAt && !withdrawnAt ? (
              <DocumentLink href={`/enrollees/${enrollee.id}/authenticate`} variant="primary">
                <ScanFace aria-hidden /> Authenticate
              </DocumentLink>
            ) : null}
            <DocumentLink
              href={registerHref(enrollee.id, enrolledAt !== null)}
              variant={enrolledAt ? 'secondary' : 'primary'}
            >
              <UserRoundPlus aria-hidden /> Register again
            </DocumentLink>
            {may(actor, 'links.create') ? (
              <LinkButton href={`/links/new?enrollee=${enrollee.id}`}>
                <Link2 aria-hidden /> Send a link
              </LinkButton>
            ) : null}
          </div>
        ) : null}
      </header>
      <ErasedNote erased={erased && { when: <Time at={erased.at} zone={zone} show="full" />, by: erased.by }} />
      {asked && mayErase ? <EraseAsked {...asked} requestId={asked.id} decline={declineErasingAction} /> : null}
      {withdrawnAt ? (
        <Callout tone="warn" title={`${consentWithdrawn.headline}.`} className="mb-6">
          On <Time at={withdrawnAt} zone={zone} show="full" />. {consentWithdrawn.words}
          {mayErase ? ' If everything else is to go as well, erase them at the end of this page.' : null}
        </Callout>
      ) : null}
      {/* Nothing moves any more once they are erased. */}
      {erased ? null : (
        <ListUpdates
          drawnAt={now.getTime()}
          shown={jobs.map(({ id }) => id)}
          states={[]}
          people={[enrollee.id]}
          isAboutThem
        />
      )}
      <Card title="Jobs" aside={`${enrollee.jobCount} · times in ${zoneName(zone, now)}`} flush>
        <JobTable jobs={jobs} zone={zone} label="Jobs of this enrollee, newest first" reader={reader} onePerson />
      </Card>
      {older || before ? (
        <Pagination
          newest={before && href}
          older={older && `${href}?before=${cursorText(older)}`}
          note="Newest first"
        />
      ) : null}
      {mayErase ? (
        <ErasePerson
          enrolleeId={enrollee.id}
          environment={environmentName[environment]}
          isUnderWay={enrollee.jobsUnderWay > 0}
          action={erasePersonAction}
        />
      ) : !erased && may(actor, 'people.ask_erase') ? (
        <AskErase
          enrolleeId={enrollee.id}
          asked={asked}
          declined={
            request?.declined
              ? { by: request.declined.by, when: <Time at={request.declined.at} zone={zone} show="full" /> }
              : null
          }
          action={askToEraseAction}
        />
      ) : null}
    </LookReasons>
  )
}
