import { Link2, ScanFace, UserRoundPlus } from 'lucide-react'
import Link from 'next/link'
import { Frame } from '@/components/jobs/frame'
import { LookReasonChoice } from '@/components/jobs/look-reason'
import { Silhouette } from '@/components/jobs/silhouette'
import { LinkButton } from '@/components/ui/button'
import { CopyText } from '@/components/ui/copy-text'
import { Crumbs } from '@/components/ui/crumbs'
import { DocumentLink } from '@/components/ui/document-link'
import { Time } from '@/components/ui/time'
import { type Environment, environmentName } from '@/lib/domain/environment'
import { SELFIE_POSITION } from '@/lib/domain/frame'
import type { Person } from '@/lib/domain/mask'
import { registerHref } from '@/lib/domain/step-href'
import { EnrolledBadge } from './enrolled-badge'

type EnrolleeInHead = {
  id: string
  environment: Environment
  person: Person
  enrolledAt: Date | null
  withdrawnAt: Date | null
  erased: object | null
  enrolledJob: { id: string } | null
}

type EnrolleeHeadProps = {
  enrollee: EnrolleeInHead
  zone: string
  mayView: boolean
  mayEnroll: boolean
  mayLink: boolean
}

/** Who it is, whether their face is on file, and what can be done with them; the selfie behind its veil. */
export function EnrolleeHead({ enrollee, zone, mayView, mayEnroll, mayLink }: EnrolleeHeadProps) {
  const { person, environment, erased, enrolledJob } = enrollee
  const size = 'h-26 w-21'
  return (
    <header className="mb-6 flex flex-wrap items-start gap-x-4.5 sm:items-center gap-y-4">
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
        <Crumbs way={[{ name: 'Enrollees', href: '/enrollees' }, { name: environmentName[environment] }]} />
        <h1 className="wrap-anywhere">{person.displayName ?? person.userId}</h1>
        <p className="mt-0.5 text-ink-2">
          {erased ? 'made-up id' : 'user id'}{' '}
          <CopyText text={person.userId} what={erased ? 'the made-up id' : 'the user id'} />
        </p>
        <OnFile {...enrollee} zone={zone} />
        {enrolledJob && mayView ? <LookReasonChoice beside="oval" className="mt-1.5" /> : null}
      </div>
      {mayEnroll ? <Steps {...enrollee} mayLink={mayLink} /> : null}
    </header>
  )
}

/** Whether a selfie is on file, since when, and from which job. */
function OnFile({ enrolledAt, withdrawnAt, erased, enrolledJob, zone }: EnrolleeInHead & { zone: string }) {
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-[0.8125rem] text-ink-2">
      <EnrolledBadge enrolledAt={enrolledAt} withdrawnAt={withdrawnAt} isErased={erased !== null} />
      {enrolledAt ? (
        <span>
          {withdrawnAt ? 'enrolled' : 'with this selfie since'} <Time at={enrolledAt} zone={zone} />
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
        <span>There is no approved registration under this user id.</span>
      )}
    </p>
  )
}

function Steps({ id, enrolledAt, withdrawnAt, mayLink }: EnrolleeInHead & { mayLink: boolean }) {
  return (
    <div className="flex flex-wrap gap-2.5">
      {enrolledAt && !withdrawnAt ? (
        <DocumentLink href={`/enrollees/${id}/authenticate`} variant="primary">
          <ScanFace aria-hidden /> Authenticate
        </DocumentLink>
      ) : null}
      <DocumentLink href={registerHref(id, enrolledAt !== null)} variant={enrolledAt ? 'secondary' : 'primary'}>
        <UserRoundPlus aria-hidden /> Register again
      </DocumentLink>
      {mayLink ? (
        <LinkButton href={`/links/new?enrollee=${id}`}>
          <Link2 aria-hidden /> Send a link
        </LinkButton>
      ) : null}
    </div>
  )
}
