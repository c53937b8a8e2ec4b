import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { AskErase, EraseAsked } from '@/components/enrollees/ask-erase'
import { EnrolleeHead } from '@/components/enrollees/enrollee-head'
import { ErasedNote, ErasePerson } from '@/components/enrollees/erase-person'
import { JobTable } from '@/components/jobs/job-table'
import { ListUpdates } from '@/components/jobs/list-updates'
import { LookReasons } from '@/components/jobs/look-reason'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { Pagination } from '@/components/ui/pagination'
import { Time } from '@/components/ui/time'
import { consentWithdrawn } from '@/lib/domain/consent-withdrawn'
import { cursorSchema, cursorText } from '@/lib/domain/cursor'
import { environmentName } from '@/lib/domain/environment'
import { may } from '@/lib/domain/permissions'
import { first } from '@/lib/domain/search-params'
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
  const { withdrawnAt, erased, enrolledJob, environment, jobs, older } = enrollee
  const mayView = enrolledJob?.hasFrames === true && may(actor, 'frames.view', enrolledJob.createdById)
  const mayErase = !erased && may(actor, 'people.erase')
  const asked =
    request && !request.declined ? { ...request, when: <Time at={request.at} zone={zone} show="full" /> } : null
  const mayEnroll = !erased && may(actor, 'jobs.create')
  const reader = { mayCapture: mayEnroll }

  return (
    <LookReasons>
      <EnrolleeHead
        enrollee={enrollee}
        zone={zone}
        mayView={mayView}
        mayEnroll={mayEnroll}
        mayLink={mayEnroll && may(actor, 'links.create')}
      />
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
        <JobTable
          jobs={jobs}
          zone={zone}
          label="Jobs of this enrollee, newest first"
          reader={reader}
          onePerson
          // Smile ID is told by them whose copy it is to erase.
          wholeIds={erased !== null}
        />
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
