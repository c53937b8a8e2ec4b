import { FileSpreadsheet } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { NewLink } from '@/components/links/new-link'
import { previewWords } from '@/components/links/preview-words'
import { LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { PageHead } from '@/components/ui/page-head'
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
  return (
    <>
      <PageHead
        above={<Link href="/links">Links</Link>}
        title="New link"
        below="A page of their own, on which a person takes their selfie."
        actions={
          <LinkButton href="/links/import">
            <FileSpreadsheet aria-hidden /> Import people
          </LinkButton>
        }
      />
      {organisation.name ? null : (
        <Callout
          tone="warn"
          title="People do not see yet who asks them."
          className="mb-5"
          action={
            may(actor, 'organisation.manage') ? (
              <LinkButton href="/settings/organisation">Set the name</LinkButton>
            ) : null
          }
        >
          Your organisation has no name in Kioo.{' '}
          {may(actor, 'organisation.manage') ? '' : 'Ask an administrator to set it before you send links.'}
        </Callout>
      )}
      {environment ? (
        <NewLink
          environments={configured}
          contact={organisation.contact}
          codeAddress={codeAddress()}
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
      ) : (
        <Callout tone="warn" title="No environment has Smile ID keys yet">
          An administrator sets the partner id and the API key of Sandbox or Production; then links can be made.
        </Callout>
      )}
    </>
  )
}
