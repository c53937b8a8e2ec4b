import type { Metadata } from 'next'
import Link from 'next/link'
import { ImportForm } from '@/components/links/import-form'
import { Callout } from '@/components/ui/callout'
import { PageHead } from '@/components/ui/page-head'
import { environments } from '@/lib/domain/environment'
import { emptyLinkDraft } from '@/lib/domain/link-form-draft'
import { pageActor } from '@/lib/server/auth'
import { readOrganisation } from '@/lib/server/organisation'
import { isConfigured } from '@/lib/server/provider'

export const metadata: Metadata = { title: 'Import people' }

export default async function ImportPage() {
  await pageActor('links.create', '/links/import')
  const { contact } = await readOrganisation()
  const configured = environments.filter(isConfigured)
  const [environment] = configured
  return (
    <>
      <PageHead
        above={<Link href="/links">Links</Link>}
        title="Import people"
        below="A link for each person in a file. You see every row before anything is made."
      />
      {environment ? (
        <ImportForm first={{ ...emptyLinkDraft, environment }} environments={configured} contact={contact} />
      ) : (
        <Callout tone="warn" title="No environment has Smile ID keys yet">
          An administrator sets the partner id and the API key of Sandbox or Production; then links can be made.
        </Callout>
      )}
    </>
  )
}
