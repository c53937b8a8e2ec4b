import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { checkUserId, submitEnrollment } from '@/app/(portal)/enroll/actions'
import { Enroll } from '@/components/enroll/enroll'
import { Callout } from '@/components/ui/callout'
import { Crumbs } from '@/components/ui/crumbs'
import { PageHead } from '@/components/ui/page-head'
import { consentWithdrawn } from '@/lib/domain/consent-withdrawn'
import { enrollPrefillSchema } from '@/lib/domain/enroll-form-prefill'
import { environmentName } from '@/lib/domain/environment'
import { isErased } from '@/lib/domain/erased'
import { AUTHENTICATE } from '@/lib/domain/job'
import { pageActor } from '@/lib/server/auth'
import { expectFrames } from '@/lib/server/frame-readings'
import { isConfigured } from '@/lib/server/provider'
import { browserKeepSecret } from '@/lib/server/secrets'
import { enrolleeToAuthenticate } from '@/lib/server/user-id'

export const metadata: Metadata = { title: 'Authenticate' }

type Props = {
  params: Promise<{ enrolleeId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AuthenticatePage({ params, searchParams }: Props) {
  const { enrolleeId } = await params
  const actor = await pageActor('jobs.create', `/enrollees/${encodeURIComponent(enrolleeId)}/authenticate`)
  expectFrames()
  const id = z.uuid().safeParse(enrolleeId)
  const enrollee = id.success ? await enrolleeToAuthenticate(id.data) : null
  if (!enrollee || isErased(enrollee.userId)) notFound()

  const { userId, displayName, environment } = enrollee
  const name = displayName ?? userId
  const why = notNow(enrollee)
  const { retryOf } = enrollPrefillSchema.parse(await searchParams)
  return (
    <>
      <PageHead
        above={
          <Crumbs
            way={[
              { name: 'Enrollees', href: '/enrollees' },
              { name: userId, href: `/enrollees/${enrolleeId}`, isId: true },
            ]}
          />
        }
        title={
          <>
            Authenticate <bdi>{name}</bdi>
          </>
        }
        below={`Compares a new selfie with the one on file in ${environmentName[environment]}.`}
      />
      {why ? (
        <Callout tone="warn" title={why.title}>
          {why.text}
        </Callout>
      ) : (
        <Enroll
          environments={[environment]}
          keepSecret={browserKeepSecret(actor)}
          submit={submitEnrollment}
          check={checkUserId}
          first={{
            environment,
            type: AUTHENTICATE,
            userId,
            displayName: '',
            allowReEnroll: false,
            useEnrolledImage: false,
            reason: '',
            location: null,
            partnerParams: [],
            retryOf,
          }}
        />
      )}
    </>
  )
}

type Known = NonNullable<Awaited<ReturnType<typeof enrolleeToAuthenticate>>>

/** Why nobody can be compared with a selfie on file; null: they can. */
function notNow({ environment, enrolled, withdrawn }: Known): { title: string; text: string } | null {
  if (withdrawn) return { title: consentWithdrawn.headline, text: consentWithdrawn.words }
  if (!enrolled)
    return {
      title: 'Not enrolled yet',
      text: 'There is no selfie on file to compare with. Register this person first.',
    }
  if (isConfigured(environment)) return null
  return {
    title: `${environmentName[environment]} has no keys`,
    text: 'An administrator sets the partner id and the API key; then people can be authenticated.',
  }
}
