import type { Metadata } from 'next'
import Link from 'next/link'
import { ImportForm } from '@/components/links/import-form'
import { WaitingImports } from '@/components/links/waiting-imports'
import { Callout } from '@/components/ui/callout'
import { PageHead } from '@/components/ui/page-head'
import { environments } from '@/lib/domain/environment'
import { emptyLinkDraft, termsDraft } from '@/lib/domain/link-form-draft'
import { importAgainSchema } from '@/lib/domain/link-prefill'
import { pageActor } from '@/lib/server/auth'
import { readImport } from '@/lib/server/imports'
import { readOrganisation } from '@/lib/server/organisation'
import { isConfigured } from '@/lib/server/provider'
import { listWaitingImports } from '@/lib/server/waiting-imports'
import { operatorZone } from '../../zone'

export const metadata: Metadata = { title: 'Import people' }

type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ImportPage({ searchParams }: Search) {
  const actor = await pageActor('imports.manage', '/links/import')
  const { from } = importAgainSchema.parse(await searchParams)
  const [{ contact }, before, imports, zone] = await Promise.all([
    readOrganisation(),
    from ? readImport(actor, from) : null,
    listWaitingImports(actor),
    operatorZone(),
  ])
  const configured = environments.filter(isConfigured)
  const [usual] = configured
  const environment = configured.find((one) => one === before?.options.environment) ?? usual
  return (
    <>
      <PageHead
        above={<Link href="/links">Links</Link>}
        title="Import people"
        below="A link for each person in a file. You see every row before anything is made."
      />
      <WaitingImports imports={imports} zone={zone} />
      {environment ? (
        <ImportForm
          key={before?.id}
          first={{ ...emptyLinkDraft, ...(before && termsDraft(before.options)), environment }}
          environments={configured}
          contact={contact}
        />
      ) : (
        <Callout tone="warn" title="No environment has Smile ID keys yet">
          An administrator sets the partner id and the API key of Sandbox or Production; then links can be made.
        </Callout>
      )}
    </>
  )
}
