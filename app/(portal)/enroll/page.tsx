import type { Metadata } from 'next'
import { Enroll } from '@/components/enroll/enroll'
import { Callout } from '@/components/ui/callout'
import { PageHead } from '@/components/ui/page-head'
import { enrollPrefillSchema } from '@/lib/domain/enroll-form-prefill'
import { environments } from '@/lib/domain/environment'
import { REGISTER } from '@/lib/domain/job'
import { pageActor } from '@/lib/server/auth'
import { expectFrames } from '@/lib/server/frame-readings'
import { isConfigured } from '@/lib/server/provider'
import { browserKeepSecret } from '@/lib/server/secrets'
import { personToEnroll } from '@/lib/server/user-id'
import { Standstill } from '../standstill'
import { checkUserId, submitEnrollment } from './actions'

export const metadata: Metadata = { title: 'Enroll' }

export default async function EnrollPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const actor = await pageActor('jobs.create', '/enroll')
  expectFrames()
  const prefill = enrollPrefillSchema.parse(await searchParams)
  const person = await personToEnroll(actor, prefill)
  const configured = environments.filter(isConfigured)
  const chosen = person && configured.includes(person.environment) ? person.environment : configured[0]
  return (
    <>
      <PageHead title="Enroll a person" below="Put a face on file with Smile ID under a user id of yours." />
      <Standstill actor={actor} environments={configured} now={new Date()} />
      {chosen ? (
        <Enroll
          environments={configured}
          keepSecret={browserKeepSecret(actor)}
          submit={submitEnrollment}
          check={checkUserId}
          first={{
            environment: chosen,
            type: REGISTER,
            userId: person?.userId ?? '',
            displayName: person?.displayName ?? '',
            retryOf: prefill.retryOf,
            allowReEnroll: prefill.allowReEnroll,
            useEnrolledImage: false,
            reason: '',
            location: null,
            partnerParams: [],
          }}
        />
      ) : (
        <Callout tone="warn" title="No environment has Smile ID keys yet">
          An administrator sets the partner id and the API key of Sandbox or Production; then people can be enrolled.
        </Callout>
      )}
    </>
  )
}
