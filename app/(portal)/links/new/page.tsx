import type { Metadata } from 'next'
import { NewLink } from '@/components/links/new-link'
import { NewLinkHead } from '@/components/links/new-link-head'
import { previewWords } from '@/components/links/preview-words'
import { LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { environments } from '@/lib/domain/environment'
import { emptyLinkDraft } from '@/lib/domain/link-form-draft'
import { linkPrefillSchema } from '@/lib/domain/link-prefill'
import { organisationName } from '@/lib/domain/organisation-name'
import { may } from '@/lib/domain/permissions'
import { pageActor } from '@/lib/server/auth'
import { readEnrollee } from '@/lib/server/enrollees'
import { codeAddress } from '@/lib/server/link-token'
import { readOrganisation } from '@/lib/server/organisation'
import { isConfigured } from '@/lib/server/provider'
import { browserKeepSecret } from '@/lib/server/secrets'
import { makeCodeAction, makeLinkAction, sendByMailAction } from '../actions'

export const metadata: Metadata = { title: 'New link' }

const handOver = { sendByMail: sendByMailAction, makeCode: makeCodeAction }

type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function NewLinkPage({ searchParams }: Search) {
  const actor = await pageActor('links.create', '/links/new')
  const { enrollee: enrolleeId } = linkPrefillSchema.parse(await searchParams)
  const [organisation, known] = [await readOrganisation(), enrolleeId ? await readEnrollee(actor, enrolleeId) : null]
  const enrollee = known?.erased ? null : known
  const configured = environments.filter(isConfigured)
  const [usual] = configured
  const environment = enrollee && configured.includes(enrollee.environment) ? enrollee.environment : usual
  const name = organisationName(organisation.name)
  if (!environment)
    return (
      <>
        <NewLinkHead />
        <Callout tone="warn" title="No environment has Smile ID keys yet">
          An administrator sets the partner id and the API key of Sandbox or Production; then links can be made.
        </Callout>
      </>
    )
  return (
    <NewLink
      environments={configured}
      contact={organisation.contact}
      codeAddress={codeAddress()}
      keepSecret={browserKeepSecret(actor)}
      notice={organisation.name ? null : <NoName mayName={may(actor, 'organisation.manage')} />}
      make={makeLinkAction}
      handOver={handOver}
      words={previewWords(name, organisation.retentionDays)}
      asker={{ name, logo: organisation.logoUrl, privacyUrl: organisation.privacyUrl }}
      first={{
        ...emptyLinkDraft,
        environment,
        ...(enrollee && {
          userId: enrollee.person.userId,
          displayName: enrollee.person.displayName ?? '',
          allowReEnroll: enrollee.enrolledAt !== null,
        }),
      }}
    />
  )
}

function NoName({ mayName }: { mayName: boolean }) {
  return (
    <Callout
      tone="warn"
      title="People cannot see yet who is asking."
      className="mb-5"
      action={mayName ? <LinkButton href="/settings/organisation">Set the name</LinkButton> : null}
    >
      Your organisation has no name in Kioo. {mayName ? '' : 'Ask an administrator to set it before you send links.'}
    </Callout>
  )
}
